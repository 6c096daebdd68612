using System.Security.Cryptography;
using System.Text;
using LocalCloud.Api;

namespace LocalCloud.CloudFormation;

/// <summary>
/// Physical names like CloudFormation's, <c>stack-logicalid-suffix</c>, but the same at every deployment: the suffix is a
/// hash of account, region, stack and logical id.
/// </summary>
public static class GeneratedName
{
    private const int SuffixLength = 12;

    public static string For(CloudIdentity cloud, string stackName, string logicalId, int maximumLength = 63)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{cloud.Account}/{cloud.Region}/{stackName}/{logicalId}")))[..SuffixLength];
        var stem = $"{stackName}-{logicalId}";
        var room = maximumLength - SuffixLength - 1;
        return $"{(stem.Length > room ? stem[..room].TrimEnd('-') : stem)}-{hash}";
    }
}
