using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StepFunctions;

/// <summary>How workers answer tasks that wait for their token.</summary>
internal sealed class TokenOperations(TaskTokens tokens)
{
    public IEnumerable<ApiOperation> All()
    {
        yield return Operation("SendTaskSuccess", Succeed);
        yield return Operation("SendTaskFailure", input => tokens.Answer(input.Text("taskToken"), input.Pick("error", "cause")));
        yield return Operation("SendTaskHeartbeat", input => tokens.Heartbeat(input.Text("taskToken")));
    }

    private void Succeed(JsonObject input)
    {
        try
        {
            JsonText.Parse(input.Text("output"));
        }
        catch (JsonException problem)
        {
            throw StatesErrors.Bad("InvalidOutput", $"Invalid Output: '{problem.Message}'");
        }

        tokens.Answer(input.Text("taskToken"), input.Pick("output"));
    }

    private ApiOperation Operation(string name, Action<JsonObject> handle) => new(
        name,
        (input, _, _) =>
        {
            handle(input);
            return Task.FromResult(new JsonObject());
        },

        // A token is of a machine; one that is worth nothing any more gets nobody anything but that answer.
        (input, _) => tokens.MachineOf(input.Text("taskToken")) is { } machine ? [new AccessRequest("states:" + name, machine)] : []);
}
