using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>What callers must be allowed: an action on the function, which its resource policy may grant, too.</summary>
internal static class FunctionAccess
{
    public static AccessRequest To(FunctionStore functions, string action, JsonObject input)
    {
        var name = functions.NameOf(input.Text("FunctionName"));
        return new AccessRequest($"lambda:{action}", functions.Arn(name)) { ResourcePolicy = functions.Policy(name)?.ToJsonString() };
    }

    public static AccessRequest PassRole(string roleArn) => new("iam:PassRole", roleArn)
    {
        ConditionKeys = new Dictionary<string, string> { ["iam:PassedToService"] = "lambda.amazonaws.com" },
    };
}
