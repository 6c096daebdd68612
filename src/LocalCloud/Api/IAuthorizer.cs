namespace LocalCloud.Api;

/// <summary>IAM's decision on a call, asked by the dispatcher and by engines that act for a role.</summary>
public interface IAuthorizer
{
    /// <summary>Returns when the caller may; throws <c>AccessDeniedException</c> with IAM's sentence when not.</summary>
    void Demand(Principal principal, AccessRequest request);
}
