using System.Globalization;
using System.Text.Json.Nodes;

namespace Mlops.Cli.Monitoring;

/// <summary>A column's comparison as the full report has it.</summary>
internal sealed record ColumnFinding(string Name, string? Status, double? Severity, string? Sentence, string Statistics)
{
    /// <summary>The features, and the predictions after them.</summary>
    public static IReadOnlyList<ColumnFinding> In(JsonObject? report) => report?["features"] is JsonObject features
        ? [.. (features["columns"] as JsonArray ?? []).Append(features["predictions"]).OfType<JsonObject>().Where(column => column["name"] is not null).Select(Of)]
        : [];

    /// <summary>How well the model predicts, or why that cannot be said, in the report's own words.</summary>
    public static string? Quality(JsonObject? report) =>
        Monitored.Text(report?["quality"] as JsonObject, "sentence") ?? Monitored.Text(report, "qualityReason");

    private static ColumnFinding Of(JsonObject column) => new(
        column["name"]!.ToString(),
        Monitored.Text(column, "status"),
        Number(column, "severity"),
        Monitored.Text(column, "sentence"),
        string.Join(", ", (column["tests"] as JsonArray ?? []).OfType<JsonObject>().Where(IsBroken).Select(Statistic)));

    private static bool IsBroken(JsonObject test) => test["broken"] is JsonValue value && value.TryGetValue<bool>(out var broken) && broken;

    private static string Statistic(JsonObject test) => string.Create(
        CultureInfo.InvariantCulture, $"{Monitored.Text(test, "statistic")} {Number(test, "value"):0.###}{(Number(test, "threshold") is { } most ? $" (effect {Number(test, "effect"):0.###}, at most {most:0.###})" : "")}");

    private static double? Number(JsonObject document, string member) => document[member] is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
}
