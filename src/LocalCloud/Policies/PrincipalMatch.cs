using LocalCloud.Api;

namespace LocalCloud.Policies;

/// <summary>Whom the <c>Principal</c> element of a statement means.</summary>
internal static class PrincipalMatch
{
    public static bool Applies(PrincipalElement? element, Principal principal) => element switch
    {
        null => true,
        { IsNegated: true } => !IsExempt(element, principal),
        _ => IsNamed(element, principal) || Accounts(principal).Any(account => element.Of("AWS").Contains(account, StringComparer.Ordinal)),
    };

    /// <summary>Naming a whole account only lets the account's own policies decide; naming anyone else grants.</summary>
    public static bool GrantsDirectly(PrincipalElement? element, Principal principal) =>
        element is not null && (element.IsNegated || IsNamed(element, principal));

    private static bool IsNamed(PrincipalElement element, Principal principal) => principal switch
    {
        Principal.Service service => element.Of("Service").Contains(service.Name, StringComparer.OrdinalIgnoreCase) || element.Of("Service").Contains("*", StringComparer.Ordinal)
            || element.Of("AWS").Contains("*", StringComparer.Ordinal),
        _ => Names(principal).Append("*").Any(name => element.Of("AWS").Contains(name, StringComparer.Ordinal)),
    };

    // AWS may check the account first, then the role, then its session: each of them must be listed to be exempt (user guide, "NotPrincipal").
    private static bool IsExempt(PrincipalElement element, Principal principal)
    {
        if (principal is Principal.Service service)
        {
            return element.Of("Service").Contains(service.Name, StringComparer.OrdinalIgnoreCase);
        }

        var listed = element.Of("AWS");
        return principal is not Principal.Anonymous
            && Accounts(principal).Any(account => listed.Contains(account, StringComparer.Ordinal))
            && Names(principal).All(name => listed.Contains(name, StringComparer.Ordinal) || Accounts(principal).Contains(name, StringComparer.Ordinal));
    }

    private static string[] Names(Principal principal) => principal switch
    {
        Principal.Role role => [role.RoleArn, role.Arn],
        Principal.Root root => [root.Arn, root.Account],
        _ => [],
    };

    private static string[] Accounts(Principal principal) => principal switch
    {
        Principal.Role or Principal.Root => [principal.Account, $"arn:aws:iam::{principal.Account}:root"],
        _ => [],
    };
}
