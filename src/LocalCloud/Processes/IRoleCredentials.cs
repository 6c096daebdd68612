using LocalCloud.Api;

namespace LocalCloud.Processes;

/// <summary>IAM roles as services use them: does the role trust the service, and credentials for a session of it.</summary>
public interface IRoleCredentials
{
    /// <summary>
    /// Whether the role exists and its trust policy lets <paramref name="service"/> (<c>lambda.amazonaws.com</c>) assume it,
    /// for the resource <paramref name="sourceArn"/> when the service names one.
    /// </summary>
    bool CanAssume(string service, string roleArn, string sourceArn = "");

    /// <summary>The principal of a session, without keys: for calls that this process makes itself.</summary>
    Principal.Role SessionOf(string roleArn, string sessionName);

    RoleSession Issue(string roleArn, string sessionName);
}
