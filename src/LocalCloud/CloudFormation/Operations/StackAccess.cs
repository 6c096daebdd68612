using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation.Execution;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>What a caller must be allowed: an action on the stack's ARN, and to pass the role that it names.</summary>
internal sealed class StackAccess(StackParts parts)
{
    public ApiOperation Operation(string name, Func<JsonObject, ApiContext, CancellationToken, Task<JsonObject>> handle) =>
        new(name, handle, (input, _) => Demands(name, input));

    public ApiOperation Operation(string name, Func<JsonObject, ApiContext, JsonObject> handle) =>
        Operation(name, (input, context, _) => Task.FromResult(handle(input, context)));

    private IEnumerable<AccessRequest> Demands(string operation, JsonObject input)
    {
        yield return new AccessRequest($"cloudformation:{operation}", Resource(input)) { ConditionKeys = Keys(input) };
        if (input["RoleARN"]?.ToString() is { } role)
        {
            yield return new AccessRequest("iam:PassRole", role)
            {
                ConditionKeys = new Dictionary<string, string> { ["iam:PassedToService"] = "cloudformation.amazonaws.com" },
            };
        }
    }

    private string Resource(JsonObject input) => (input["StackName"]?.ToString(), input["ChangeSetName"]?.ToString()) switch
    {
        (null, null) => "*",
        ({ } stack, _) when stack.StartsWith("arn:", StringComparison.Ordinal) => stack,
        ({ } stack, _) => parts.Stacks.Find(stack)?.Id ?? parts.Context.Identity.Arn("cloudformation", $"stack/{stack}/*"),
        (_, var changeSet) => parts.ChangeSets.ById(changeSet!)?.StackId ?? changeSet!,
    };

    private static Dictionary<string, string> Keys(JsonObject input)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (member, key) in (ReadOnlySpan<(string, string)>)[
            ("RoleARN", "cloudformation:RoleArn"), ("TemplateURL", "cloudformation:TemplateUrl"), ("ChangeSetName", "cloudformation:ChangeSetName")])
        {
            if (input[member]?.ToString() is { } value)
            {
                keys[key] = value;
            }
        }

        return keys;
    }
}
