using System.Text.Json.Nodes;
using LocalCloud.Models;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker;

/// <summary>How SageMaker's events differ from what Describe answers: times are epoch milliseconds, some enums are in capitals.</summary>
internal static class EventShapes
{
    private static readonly string[] _times =
    [
        "CreationTime", "LastModifiedTime", "TrainingStartTime", "TrainingEndTime", "ProcessingStartTime", "ProcessingEndTime", "StartTime", "EndTime", "Timestamp",
    ];

    public static void TimesToEpoch(JsonNode? node)
    {
        foreach (var child in node is JsonArray items ? items : Enumerable.Empty<JsonNode?>())
        {
            TimesToEpoch(child);
        }

        foreach (var (name, value) in (node as JsonObject ?? []).ToList())
        {
            if (value is JsonValue && _times.Contains(name))
            {
                node![name] = Timestamps.Parse(value.GetValue<string>()).ToUnixTimeMilliseconds();
            }
            else
            {
                TimesToEpoch(value);
            }
        }
    }

    /// <summary>In these members of the document, <c>EndOfJob</c> becomes <c>END_OF_JOB</c>.</summary>
    public static void EnumsToCapitals(JsonNode? node, params ReadOnlySpan<string> names)
    {
        foreach (var child in node is JsonArray items ? items : Enumerable.Empty<JsonNode?>())
        {
            EnumsToCapitals(child, names);
        }

        foreach (var (name, value) in (node as JsonObject ?? []).ToList())
        {
            if (value is JsonValue && names.Contains(name))
            {
                node![name] = Capitals(value.GetValue<string>());
            }
            else
            {
                EnumsToCapitals(value, names);
            }
        }
    }

    public static string Capitals(string name) => string.Concat(name.Select((letter, index) =>
        index > 0 && char.IsAsciiLetterUpper(letter) && char.IsAsciiLetterLower(name[index - 1]) ? "_" + letter : char.ToUpperInvariant(letter).ToString()));
}
