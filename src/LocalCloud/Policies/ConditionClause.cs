namespace LocalCloud.Policies;

/// <summary>One key of a statement's <c>Condition</c>: the operator, as written taken apart, and the values to compare with.</summary>
public sealed record ConditionClause(ConditionOperator Operator, string Key, IReadOnlyList<string> Values)
{
    public SetQualifier Qualifier { get; init; }

    public bool IsIfExists { get; init; }
}
