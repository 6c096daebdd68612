using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Parsing;

/// <summary>Parses a graph of states and checks how they hang together.</summary>
internal sealed class GraphParser(ICollection<Problem> problems, StateParser states)
{
    /// <summary>Parses a branch or processor, which has no fields beside its graph's.</summary>
    public StateGraph? Parse(JsonNode? node, string location, bool isProcessor)
    {
        if (node is not JsonObject source)
        {
            problems.Add(new Problem(Problem.Schema, location, "Expected an object with StartAt and States"));
            return null;
        }

        var reader = new FieldReader(source, location, problems);
        reader.Text("Comment");
        if (isProcessor && reader.Object("ProcessorConfig") is { } config)
        {
            RequireInline(config, reader);
        }

        var graph = Parse(reader);
        reader.Finish();
        return graph;
    }

    public StateGraph? Parse(FieldReader reader)
    {
        reader.Require("States", "StartAt");
        var startAt = reader.Text("StartAt");
        var source = reader.Object("States");
        if (startAt is null || source is null)
        {
            return null;
        }

        var before = problems.Count;
        var parsed = source.Select(member => ParseState(member, reader.At("States"))).OfType<State>().ToDictionary(state => state.Name, StringComparer.Ordinal);
        var graph = new StateGraph { StartAt = startAt, States = parsed };
        GraphChecks.Check(graph, source, reader, problems);
        return problems.Count == before ? graph : null;
    }

    private State? ParseState(KeyValuePair<string, JsonNode?> member, string location)
    {
        var place = $"{location}/{member.Key}";
        if (member.Key.Length is 0 or > 80)
        {
            problems.Add(new Problem(Problem.Schema, place, "A state's name must have 1 to 80 characters"));
        }

        if (member.Value is JsonObject source)
        {
            return states.Parse(member.Key, source, place);
        }

        problems.Add(new Problem(Problem.Schema, place, "A state must be an object"));
        return null;
    }

    private static void RequireInline(JsonObject config, FieldReader reader)
    {
        var mode = JsonValues.AsString(config["Mode"]) ?? "INLINE";
        if (mode != "INLINE")
        {
            reader.Report(reader.At("ProcessorConfig") + "/Mode", $"Map mode '{mode}' is not supported: only INLINE is");
        }
    }
}
