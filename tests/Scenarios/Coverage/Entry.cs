using System.Text.Json.Nodes;

namespace Scenarios.Coverage;

/// <summary>Something in a machine's definition that an execution can come to: a state, one of its retriers, or one of its catchers. The machines of one kind have one shape, whatever the pipeline, and are one machine here.</summary>
internal sealed record Entry(string Machine, string State, string What)
{
    public const string Entered = "entered";

    public static string Retry(int index) => $"retry {index}";

    public static string Catch(int index) => $"catch {index}";

    /// <summary>What machines of several pipelines have in common: <c>retrain</c>, <c>deploy</c> or <c>monitor</c>.</summary>
    public static string Kind(string machine) => machine[(machine.LastIndexOf('-') + 1)..];

    /// <summary>A definition without what differs from pipeline to pipeline: each state's type, where it leads, and which errors it retries and catches.</summary>
    public static string Shape(JsonObject definition) => string.Join('\n', definition["States"]!.AsObject().Select(state =>
        $"{state.Key} {state.Value!["Type"]} {state.Value["Next"]} {state.Value["Default"]} {Handlers(state.Value, "Retry")} {Handlers(state.Value, "Catch")} {Handlers(state.Value, "Choices")}"));

    /// <summary>Everything in a definition that a scenario has to come to.</summary>
    public static IEnumerable<Entry> All(string machine, JsonObject definition) => definition["States"]!.AsObject().SelectMany(state =>
        new[] { Entered }
            .Concat((state.Value!["Retry"]?.AsArray() ?? []).Select((_, index) => Retry(index)))
            .Concat((state.Value["Catch"]?.AsArray() ?? []).Select((_, index) => Catch(index)))
            .Select(what => new Entry(machine, state.Key, what)));

    private static string Handlers(JsonNode state, string kind) =>
        string.Join('|', (state[kind]?.AsArray() ?? []).Select(handler => $"{handler!["ErrorEquals"]?.ToJsonString()} {handler["MaxAttempts"]} {handler["Next"]}"));

    public override string ToString() => $"{Machine}: {State} {What}";
}
