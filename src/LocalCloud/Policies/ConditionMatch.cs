namespace LocalCloud.Policies;

/// <summary>Whether one condition of a statement holds for a request.</summary>
internal static class ConditionMatch
{
    public static bool Holds(ConditionClause clause, PolicyContext? variables, PolicyContext context)
    {
        var values = context.Values(clause.Key);
        if (clause.Operator.IsNull)
        {
            var isAbsent = values is null or [];
            return clause.Values.Any(value => value.Equals(isAbsent ? "true" : "false", StringComparison.OrdinalIgnoreCase));
        }

        if (values is null or [])
        {
            return IsSatisfiedByAbsence(clause);
        }

        // A variable without a value equals nothing.
        var wanted = clause.Values.Select(value => PolicyText.Expand(value, variables)).OfType<PolicyText>().ToList();
        bool IsAmong(string value) => wanted.Any(one => clause.Operator.Compare(value, one));
        return (clause.Qualifier, clause.Operator.IsNegated) switch
        {
            (SetQualifier.ForAllValues, false) => values.All(IsAmong),
            (SetQualifier.ForAllValues, true) => !values.Any(IsAmong),
            (SetQualifier.ForAnyValue, true) => !values.All(IsAmong),
            (_, true) => !values.Any(IsAmong),
            _ => values.Any(IsAmong),
        };
    }

    private static bool IsSatisfiedByAbsence(ConditionClause clause) => clause.IsIfExists || clause.Qualifier switch
    {
        SetQualifier.ForAllValues => true,
        SetQualifier.ForAnyValue => false,
        _ => clause.Operator.IsNegated,
    };
}
