namespace LocalCloud.Policies;

/// <summary>IAM's evaluation within one account: an explicit deny wins, then any allow, else the answer is no. Pure.</summary>
public static class PolicyEvaluator
{
    public static Decision Evaluate(IEnumerable<PolicyDocument> identityPolicies, PolicyDocument? resourcePolicy, PolicyContext context)
    {
        var identity = identityPolicies.SelectMany(policy => Applicable(policy, context)).Select(statement => statement.Effect).ToHashSet();
        var resource = resourcePolicy is null ? [] : Applicable(resourcePolicy, context).ToList();
        if (identity.Contains(Effect.Deny))
        {
            return Decision.DeniedByIdentityPolicy;
        }

        if (resource.Any(statement => statement.Effect == Effect.Deny))
        {
            return Decision.DeniedByResourcePolicy;
        }

        return identity.Contains(Effect.Allow) || resource.Any(statement => PrincipalMatch.GrantsDirectly(statement.Principal, context.Principal))
            ? Decision.Allowed
            : Decision.ImplicitlyDenied;
    }

    /// <summary>Whether a resource's or trust policy lets the account decide by its own identity policies.</summary>
    public static bool Delegates(PolicyDocument resourcePolicy, PolicyContext context)
    {
        var statements = Applicable(resourcePolicy, context).ToList();
        return statements.Count > 0 && statements.All(statement => statement.Effect == Effect.Allow);
    }

    private static IEnumerable<PolicyStatement> Applicable(PolicyDocument policy, PolicyContext context)
    {
        var variables = policy.HasVariables ? context : null;
        return policy.Statements.Where(statement => Applies(statement, variables, context));
    }

    private static bool Applies(PolicyStatement statement, PolicyContext? variables, PolicyContext context) =>
        PrincipalMatch.Applies(statement.Principal, context.Principal)
        && statement.Actions.Any(action => PolicyText.Expand(action, null)!.Matches(context.Action, StringComparison.OrdinalIgnoreCase)) != statement.IsActionNegated
        && statement.Resources.Any(resource => PolicyText.Expand(resource, variables)?.MatchesResource(context.Resource) == true) != statement.IsResourceNegated
        && statement.Conditions.All(condition => ConditionMatch.Holds(condition, variables, context));
}
