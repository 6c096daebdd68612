using LocalCloud.Api;
using LocalCloud.Iam;
using LocalCloud.Processes;

namespace LocalCloud.Hosting;

/// <summary>IAM's roles for the engines that run processes: trust, and keys to call back with.</summary>
internal sealed class RoleCredentials(IamEngine iam, CredentialStore credentials, CloudIdentity cloud) : IRoleCredentials
{
    /// <summary>On the cloud's clock, which may run much faster than the process that holds the keys: long enough for any job.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    public bool CanAssume(string service, string roleArn) => iam.CanAssume(service, NameOf(roleArn));

    public RoleSession Issue(string roleArn, string sessionName)
    {
        var role = new Principal.Role(cloud.Account, NameOf(roleArn), sessionName);
        var issued = credentials.Issue(role, Lifetime);
        return new RoleSession(role, issued.AccessKeyId, issued.SecretAccessKey, issued.SessionToken!);
    }

    private static string NameOf(string roleArn) => roleArn[(roleArn.LastIndexOf('/') + 1)..];
}
