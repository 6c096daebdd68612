using LocalCloud.Api;

namespace LocalCloud.Iam;

/// <summary>The global condition keys that follow from who calls.</summary>
internal static class PrincipalKeys
{
    public static IEnumerable<KeyValuePair<string, string>> Of(Principal principal, CloudIdentity identity) => principal switch
    {
        Principal.Root root =>
        [
            new("aws:PrincipalArn", root.Arn), new("aws:PrincipalAccount", root.Account), new("aws:PrincipalType", "Account"),
            new("aws:userid", root.Account), new("aws:PrincipalIsAWSService", "false"),
        ],
        Principal.Role role =>
        [
            new("aws:PrincipalArn", role.RoleArn), new("aws:PrincipalAccount", role.Account), new("aws:PrincipalType", "AssumedRole"),
            new("aws:userid", role.UserId), new("aws:PrincipalIsAWSService", "false"),
        ],
        Principal.Service service =>
        [
            new("aws:PrincipalIsAWSService", "true"), new("aws:PrincipalServiceName", service.Name),
            .. service.SourceArn.Length == 0
                ? (IEnumerable<KeyValuePair<string, string>>)[]
                : [new("aws:SourceArn", service.SourceArn), new("aws:SourceAccount", Account(service, identity))],
        ],
        _ => [new("aws:PrincipalType", "Anonymous"), new("aws:PrincipalIsAWSService", "false")],
    };

    // A bucket's ARN names no account.
    private static string Account(Principal.Service service, CloudIdentity identity) =>
        service.SourceArn.Split(':', 6) is [_, _, _, _, { Length: > 0 } account, _] ? account : identity.Account;
}
