using LocalCloud.Api;
using LocalCloud.Iam;
using LocalCloud.Processes;

namespace LocalCloud.Hosting;

/// <summary>IAM's roles for the engines that run processes: trust, and keys to call back with.</summary>
internal sealed class RoleCredentials(IamEngine iam, CredentialStore credentials, CloudIdentity cloud) : IRoleCredentials
{
    /// <summary>A service acts for an account as roles of that account only: a role of another one cannot be passed to it.</summary>
    public bool CanAssume(string service, string roleArn, string sourceArn = "") =>
        roleArn.Split(':') is [_, _, _, _, var account, _] && account == cloud.Account && iam.CanAssume(service, NameOf(roleArn), sourceArn);

    public Principal.Role SessionOf(string roleArn, string sessionName) => new(cloud.Account, NameOf(roleArn), sessionName);

    public RoleSession Issue(string roleArn, string sessionName)
    {
        var role = SessionOf(roleArn, sessionName);
        var issued = credentials.IssueToProcess(role);
        return new RoleSession(role, issued.AccessKeyId, issued.SecretAccessKey, issued.SessionToken!);
    }

    private static string NameOf(string roleArn) => roleArn[(roleArn.LastIndexOf('/') + 1)..];
}
