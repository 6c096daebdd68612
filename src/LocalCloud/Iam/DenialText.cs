using LocalCloud.Api;
using LocalCloud.Policies;

namespace LocalCloud.Iam;

/// <summary>IAM's sentences for a denied request (user guide, "Access denied error message examples").</summary>
internal static class DenialText
{
    public static string Of(Principal principal, string action, string resource, Decision decision)
    {
        var kind = principal is Principal.Service or Principal.Anonymous || decision == Decision.NotAllowedByResourcePolicy ? "resource-based" : "identity-based";
        var reason = decision switch
        {
            Decision.DeniedByIdentityPolicy => "with an explicit deny in an identity-based policy",
            Decision.DeniedByResourcePolicy => "with an explicit deny in a resource-based policy",
            _ => $"because no {kind} policy allows the {action} action",
        };
        return $"User: {principal.Arn} is not authorized to perform: {action} on resource: {resource} {reason}";
    }

    public static string OfAssumeRole(Principal principal, string roleArn) =>
        $"User: {principal.Arn} is not authorized to perform: sts:AssumeRole on resource: {roleArn}";
}
