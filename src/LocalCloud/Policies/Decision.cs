namespace LocalCloud.Policies;

/// <summary>The outcome of evaluating policies. A deny tells which kind of policy said so.</summary>
public enum Decision
{
    Allowed,
    ImplicitlyDenied,
    DeniedByIdentityPolicy,
    DeniedByResourcePolicy,
}
