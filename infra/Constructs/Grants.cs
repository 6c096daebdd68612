using Amazon.CDK.AWS.IAM;

namespace Mlops.Infra.Constructs;

/// <summary>Policy statements in one line; an allowance on <c>*</c> has a name of its own, so that each is a decision.</summary>
public static class Grants
{
    public static PolicyStatement Allow(IEnumerable<string> actions, params string[] resources)
        => new(new PolicyStatementProps { Actions = [.. actions], Resources = resources });

    public static PolicyStatement Allow(string action, params string[] resources)
        => Allow([action], resources);

    public static PolicyStatement AllowIf(string action, string resource, string test, string key, params string[] values)
        => AllowIf(action, [resource], test, key, values);

    public static PolicyStatement AllowIf(string action, string[] resources, string test, string key, params string[] values)
        => new(new PolicyStatementProps
        {
            Actions = [action],
            Resources = resources,
            Conditions = new Dictionary<string, object>
            {
                [test] = new Dictionary<string, object> { [key] = values.Length == 1 ? values[0] : values },
            },
        });

    /// <summary>Hands the role to the service and to no other.</summary>
    public static PolicyStatement PassRole(IRole role, string service)
        => AllowIf("iam:PassRole", role.RoleArn, "StringEquals", "iam:PassedToService", service);

    /// <summary>For actions that AWS offers on no narrower resource.</summary>
    public static PolicyStatement AllowOnEverything(params string[] actions)
        => Allow(actions, "*");
}
