using LocalCloud.Api;

namespace LocalCloud.EventBridge;

/// <summary>What a role that is handed to EventBridge takes: the caller's permission to pass it, and the role's trust in EventBridge.</summary>
internal sealed class RoleTrust(Func<string, string, bool> canAssume)
{
    private const string Service = "events.amazonaws.com";

    public static AccessRequest PassRole(string roleArn) => new("iam:PassRole", roleArn)
    {
        ConditionKeys = new Dictionary<string, string> { ["iam:PassedToService"] = Service },
    };

    public void Demand(string? roleArn, string ruleArn)
    {
        if (roleArn is not null && !canAssume(roleArn, ruleArn))
        {
            throw AwsException.Validation($"Provided role '{roleArn}' cannot be assumed by principal '{Service}'.");
        }
    }
}
