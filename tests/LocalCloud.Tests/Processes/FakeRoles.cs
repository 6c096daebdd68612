using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.Tests.Processes;

internal sealed class FakeRoles : IRoleCredentials
{
    public HashSet<string> Untrusting { get; } = [];

    public bool CanAssume(string service, string roleArn) => !Untrusting.Contains(roleArn);

    public RoleSession Issue(string roleArn, string sessionName) =>
        new(new Principal.Role("000000000000", roleArn.Split('/')[^1], sessionName), "ASIATEST", "secret", "token");
}
