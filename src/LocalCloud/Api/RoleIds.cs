using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Api;

/// <summary>IAM's unique ids of roles, <c>AROA…</c>; here they follow from account and name.</summary>
internal static class RoleIds
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Of(string account, string roleName)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{account}/{roleName}"));
        return "AROA" + string.Concat(hash.Take(17).Select(octet => Letters[octet % Letters.Length]));
    }
}
