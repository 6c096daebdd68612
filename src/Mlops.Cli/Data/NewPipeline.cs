using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;

namespace Mlops.Cli.Data;

/// <summary>The files of a pipeline as <c>mlops init</c> writes them: only what differs from the defaults, so that they stay short.</summary>
internal static class NewPipeline
{
    private const int GoldenRows = 5;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>About ten lines.</summary>
    public static string Definition(string name, ProblemDefinition problem)
    {
        var members = new List<string> { $"\"type\": {Text(problem.Type.ToString().ToLowerInvariant())}", $"\"label\": {Text(problem.Label)}" };
        members.AddRange(new[] { ("positiveClass", problem.PositiveClass), ("timeColumn", problem.TimeColumn) }.Where(member => member.Item2 is not null).Select(member => $"\"{member.Item1}\": {Text(member.Item2!)}"));
        return $$"""
            {
              "$schema": "../pipeline.schema.json",
              "name": {{Text(name)}},
              "problem": {
                {{string.Join(",\n    ", members)}}
              }
            }

            """;
    }

    /// <summary>A line a column.</summary>
    public static string Contract(DataContract contract)
    {
        var defaults = JsonSerializer.SerializeToNode(new DataContract(), DomainJson.Wire.DataContract)!.AsObject();
        var text = new StringBuilder("{\n  \"$schema\": \"../contract.schema.json\"");
        foreach (var (name, value) in JsonSerializer.SerializeToNode(contract, DomainJson.Wire.DataContract)!.AsObject())
        {
            // What is stated is the policies and limits too, though they are the defaults: whoever reviews the file is to see them.
            if (value is JsonObject or JsonArray && JsonNode.DeepEquals(value, defaults[name]) && name is not ("changes" or "limits"))
            {
                continue;
            }

            text.Append(",\n  ").Append(Text(name)).Append(": ").Append(name is "columns" or "compare" ? Lines(value!) : Spaced(value!));
        }

        return text.Append("\n}\n").ToString();
    }

    /// <summary>Rows from all over the data without the label, such as the endpoint will answer: of the types, and with a time.</summary>
    public static string Golden(DataProfile profile, ProblemDefinition problem)
    {
        var kept = profile.Columns.Select((column, index) => (column.Name, index)).Where(column => column.Name != problem.Label).ToList();
        var time = profile.Columns.Select(column => column.Name).ToList().IndexOf(problem.TimeColumn ?? "");
        var rows = profile.Samples.Where(row => time < 0 || !MissingValue.IsSpelled(row[time])).Take(GoldenRows).Select(row => kept.Select(column => row[column.index]));
        return string.Concat(rows.Prepend(kept.Select(column => column.Name)).Select(fields => string.Join(',', fields.Select(Field)) + "\n"));
    }

    private static string Field(string value) => value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Text(string value) => JsonSerializer.Serialize(value, Compact);

    private static string Lines(JsonNode node) => node switch
    {
        JsonObject members => "{\n" + string.Join(",\n", members.Select(member => $"    {Text(member.Key)}: {Spaced(member.Value!)}")) + "\n  }",
        JsonArray items => "[\n" + string.Join(",\n", items.Select(item => $"    {Spaced(item!)}")) + "\n  ]",
        _ => Spaced(node),
    };

    private static string Spaced(JsonNode node) => node switch
    {
        JsonObject members => members.Count == 0 ? "{}" : "{ " + string.Join(", ", members.Select(member => $"{Text(member.Key)}: {Spaced(member.Value!)}")) + " }",
        JsonArray items => "[" + string.Join(", ", items.Select(item => Spaced(item!))) + "]",
        _ => node.ToJsonString(Compact),
    };
}
