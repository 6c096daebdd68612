using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.StepFunctions;

/// <summary>The role of a machine as the caller of its tasks.</summary>
internal static class MachineRole
{
    private const int MaxSessionName = 64;

    public static Principal.Role Of(string roleArn, string session)
    {
        var name = roleArn[(roleArn.LastIndexOf('/') + 1)..];
        return new Principal.Role(Arns.Account(roleArn), name, session.Length <= MaxSessionName ? session : session[..MaxSessionName]);
    }
}
