using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker;

/// <summary>What callers must be allowed.</summary>
internal static class Access
{
    /// <summary>The action on the resource; with it <c>sagemaker:AddTags</c> when tags are given, and <c>iam:PassRole</c> on a role that is.</summary>
    public static IEnumerable<AccessRequest> ToCreate(string action, string arn, JsonObject input, string? roleArn)
    {
        yield return new AccessRequest($"sagemaker:{action}", arn);
        if (input["Tags"] is JsonArray { Count: > 0 })
        {
            yield return new AccessRequest("sagemaker:AddTags", arn);
        }

        if (roleArn is not null)
        {
            yield return new AccessRequest("iam:PassRole", roleArn)
            {
                ConditionKeys = new Dictionary<string, string> { ["iam:PassedToService"] = SageMakerContext.ServicePrincipal },
            };
        }
    }

    public static ApiOperation Operation(string name, Func<JsonObject, string> arn, Func<JsonObject, JsonObject> handle) => new(
        name,
        (input, _, _) => Task.FromResult(handle(input)),
        (input, _) => [new AccessRequest($"sagemaker:{name}", arn(input))]);

    public static ApiOperation List(string name, Func<JsonObject, JsonObject> handle) => Operation(name, _ => "*", handle);
}
