namespace Mlops.Domain.Contracts;

/// <summary>Policies as the action that they come to.</summary>
public static class ContractActions
{
    public static RuleAction ToAction(this MalformedAction malformed) => malformed == MalformedAction.Drop ? RuleAction.Drop : RuleAction.Reject;

    /// <summary>Null where nothing is to be said.</summary>
    public static RuleAction? ToAction(this NewCategoryPolicy policy) => policy switch
    {
        NewCategoryPolicy.Accept => null,
        NewCategoryPolicy.Drop => RuleAction.Drop,
        NewCategoryPolicy.Reject => RuleAction.Reject,
        _ => RuleAction.Warn,
    };

    /// <summary>For rules about all rows, of which no single one can be dropped.</summary>
    public static RuleAction ForAll(this RuleAction action) => action == RuleAction.Warn ? RuleAction.Warn : RuleAction.Reject;

    public static string Words(this ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Below => "below",
        ComparisonOperator.AtMost => "at most",
        ComparisonOperator.Equal => "equal to",
        ComparisonOperator.AtLeast => "at least",
        _ => "above",
    };

    /// <summary>True when the rule holds, or a side is missing (not a number).</summary>
    public static bool Holds(this ComparisonOperator comparison, double left, double right) => double.IsNaN(left) || double.IsNaN(right) || comparison switch
    {
        ComparisonOperator.Below => left < right,
        ComparisonOperator.AtMost => left <= right,
        ComparisonOperator.Equal => left == right,
        ComparisonOperator.AtLeast => left >= right,
        _ => left > right,
    };
}
