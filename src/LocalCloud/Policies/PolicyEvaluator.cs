using LocalCloud.Api;

namespace LocalCloud.Policies;

/// <summary>IAM's evaluation: an explicit deny wins, then any allow within one account, an allow of both sides across two, else the answer is no. Pure.</summary>
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

    /// <summary>
    /// A caller of another account than the resource's: his account must allow it by his policies, of which its root needs none, and the
    /// resource's policy must allow him or his account (user guide, "Cross-account policy evaluation logic").
    /// </summary>
    public static Decision EvaluateAcrossAccounts(IEnumerable<PolicyDocument> identityPolicies, PolicyDocument? resourcePolicy, PolicyContext context)
    {
        var own = Evaluate(identityPolicies, null, context);
        if (own == Decision.DeniedByIdentityPolicy)
        {
            return own;
        }

        var resource = resourcePolicy is null ? [] : Applicable(resourcePolicy, context).Select(statement => statement.Effect).ToHashSet();
        return resource.Contains(Effect.Deny) ? Decision.DeniedByResourcePolicy
            : own != Decision.Allowed && context.Principal is not Principal.Root ? Decision.ImplicitlyDenied
            : resource.Contains(Effect.Allow) ? Decision.Allowed
            : Decision.NotAllowedByResourcePolicy;
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
