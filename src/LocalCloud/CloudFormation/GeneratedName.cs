using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.CloudFormation;

/// <summary>
/// Physical names like CloudFormation's, <c>stack-logicalid-suffix</c>, but the same at every deployment: the suffix is a
/// hash of account, region, stack and logical id.
/// </summary>
public static class GeneratedName
{
    private const int SuffixLength = 12;

    public static string For(string account, string region, string stackName, string logicalId, int maximumLength = 63)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account}/{region}/{stackName}/{logicalId}")))[..SuffixLength];
        var stem = $"{stackName}-{logicalId}";
        var room = maximumLength - SuffixLength - 1;
        return $"{(stem.Length > room ? stem[..room].TrimEnd('-') : stem)}-{hash}";
    }
}
