namespace LocalCloud.Policies;

/// <summary>The outcome of evaluating policies. A deny tells which kind of policy said so.</summary>
public enum Decision
{
    Allowed,
    ImplicitlyDenied,

    /// <summary>Across accounts: the caller's policies allow it, the resource's does not.</summary>
    NotAllowedByResourcePolicy,
    DeniedByIdentityPolicy,
    DeniedByResourcePolicy,
}
