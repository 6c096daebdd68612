using System.Text.Json.Nodes;

namespace Mlops.Cli.Monitoring;

/// <summary>A column's comparison as the full report has it, wherever in the report that is.</summary>
internal sealed record ColumnFinding(string Name, string? Status, double? Severity, string? Sentence)
{
    public static IReadOnlyList<ColumnFinding> In(JsonNode? report) =>
        [.. (Find(report, "columns") as JsonArray ?? []).OfType<JsonObject>().Where(column => column["name"] is not null).Select(column => new ColumnFinding(
            column["name"]!.ToString(),
            Monitored.Text(column, "status"),
            column["severity"] is JsonValue value && value.TryGetValue<double>(out var severity) ? severity : null,
            Monitored.Text(column, "sentence")))];

    /// <summary>How well the model predicts, in the report's own words.</summary>
    public static string? Quality(JsonNode? report) => Find(report, "quality") switch
    {
        JsonObject quality => Monitored.Text(quality, "sentence"),
        JsonArray metrics => string.Join(' ', metrics.OfType<JsonObject>().Select(metric => Monitored.Text(metric, "sentence")).OfType<string>()) is { Length: > 0 } words ? words : null,
        _ => null,
    };

    private static JsonNode? Find(JsonNode? node, string member) => node is not JsonObject document
        ? null
        : document[member] is { } found and not JsonValue
            ? found
            : document.Select(each => Find(each.Value, member)).FirstOrDefault(each => each is not null);
}
