using System.Text.Json.Nodes;

namespace Mlops.Infra.Tests;

/// <summary>A machine's definition as Step Functions will read it, and the logical id of its role.</summary>
public sealed record StateMachine(string Name, JsonObject Definition, string Role)
{
    public IReadOnlyDictionary<string, JsonObject> States => Definition[nameof(States)]!.AsObject()
        .ToDictionary(state => state.Key, state => state.Value!.AsObject());

    public IEnumerable<KeyValuePair<string, JsonObject>> Tasks => States.Where(state => (string)state.Value["Type"]! == "Task");

    public JsonObject State(string name) => States[name];

    /// <summary>The logical id of the role that a state hands to SageMaker.</summary>
    public string JobRole(string state)
        => ((string)(State(state)["Parameters"]!["RoleArn"] ?? State(state)["Parameters"]!["ExecutionRoleArn"])!).Split('/')[^1];

    /// <summary>Every state that a state can lead to.</summary>
    public static IEnumerable<string> Successors(JsonObject state)
    {
        var catches = state["Catch"] as JsonArray ?? [];
        var choices = state["Choices"] as JsonArray ?? [];
        return new[] { state["Next"], state["Default"] }
            .Concat(catches.Concat(choices).Select(each => each!["Next"]))
            .OfType<JsonNode>().Select(next => (string)next!);
    }
}
