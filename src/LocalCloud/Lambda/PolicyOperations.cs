using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>AddPermission, RemovePermission and GetPolicy.</summary>
internal sealed class PolicyOperations(FunctionStore functions)
{
    public IEnumerable<ApiOperation> All() =>
    [
        Operation("AddPermission", Add),
        Operation("RemovePermission", Remove),
        Operation("GetPolicy", Get),
    ];

    private ApiOperation Operation(string name, Func<JsonObject, string, JsonObject> handle) => new(
        name,
        (input, _, _) => Task.FromResult(handle(input, functions.Get(input.Text("FunctionName")).FunctionName)),
        (input, _) => [FunctionAccess.To(functions, name, input)]);

    private JsonObject Add(JsonObject input, string name)
    {
        var statement = ResourcePolicy.Statement(input, functions.Arn(name));
        functions.PutPolicy(name, ResourcePolicy.Add(functions.Policy(name), statement));
        return new JsonObject { ["Statement"] = statement.ToJsonString() };
    }

    private JsonObject Remove(JsonObject input, string name)
    {
        if (ResourcePolicy.Remove(functions.Policy(name), input.Text("StatementId")) is { } rest)
        {
            functions.PutPolicy(name, rest);
        }
        else
        {
            functions.DeletePolicy(name);
        }

        return [];
    }

    private JsonObject Get(JsonObject input, string name) => functions.Policy(name) is { } policy
        ? new JsonObject { ["Policy"] = policy.ToJsonString(), ["RevisionId"] = functions.Get(name).RevisionId }
        : throw new AwsException("ResourceNotFoundException", 404, "The resource you requested does not exist.");
}
