using LocalCloud.Api;

namespace LocalCloud.Processes;

/// <summary>IAM roles as services use them: does the role trust the service, and credentials for a session of it.</summary>
public interface IRoleCredentials
{
    /// <summary>Whether the role exists and its trust policy lets <paramref name="service"/> (<c>lambda.amazonaws.com</c>) assume it.</summary>
    bool CanAssume(string service, string roleArn);

    /// <summary>The principal of a session, without keys: for calls that this process makes itself.</summary>
    Principal.Role SessionOf(string roleArn, string sessionName);

    RoleSession Issue(string roleArn, string sessionName);
}
