using LocalCloud.Api;

namespace LocalCloud.Processes;

/// <summary>Temporary credentials of a role, and the principal that they stand for.</summary>
public sealed record RoleSession(Principal.Role Principal, string AccessKeyId, string SecretAccessKey, string SessionToken)
{
    // The secret stays out of logs and exception texts.
    public override string ToString() => Principal.Arn;
}
