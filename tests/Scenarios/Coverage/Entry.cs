using System.Text.Json.Nodes;

namespace Scenarios.Coverage;

/// <summary>Something in a machine's definition that an execution can come to: a state, one of its retriers, or one of its catchers.</summary>
internal sealed record Entry(string Machine, string State, string What)
{
    public const string Entered = "entered";

    public static string Retry(int index) => $"retry {index}";

    public static string Catch(int index) => $"catch {index}";

    /// <summary>Everything in a definition that a scenario has to come to.</summary>
    public static IEnumerable<Entry> All(string machine, JsonObject definition) => definition["States"]!.AsObject().SelectMany(state =>
        new[] { Entered }
            .Concat((state.Value!["Retry"]?.AsArray() ?? []).Select((_, index) => Retry(index)))
            .Concat((state.Value["Catch"]?.AsArray() ?? []).Select((_, index) => Catch(index)))
            .Select(what => new Entry(machine, state.Key, what)));

    public override string ToString() => $"{Machine}: {State} {What}";
}
