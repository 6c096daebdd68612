using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.Tests.Processes;

internal sealed class FakeRoles : IRoleCredentials
{
    public HashSet<string> Untrusting { get; } = [];

    public bool CanAssume(string service, string roleArn, string sourceArn = "") => !Untrusting.Contains(roleArn);

    public Principal.Role SessionOf(string roleArn, string sessionName) => new("000000000000", roleArn.Split('/')[^1], sessionName);

    /// <summary>What issuing keys ends with.</summary>
    public Exception? Broken { get; set; }

    public RoleSession Issue(string roleArn, string sessionName) => Broken is { } problem ? throw problem
        : new(SessionOf(roleArn, sessionName), "ASIATEST", "secret", "token");
}
