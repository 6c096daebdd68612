using System.Globalization;
using System.Text.Json.Nodes;

namespace Mlops.Cli.Monitoring;

/// <summary>
/// One monitoring as its documents in the artifacts bucket tell it. They are read member by member: what one does not have was
/// not measured, or not yet.
/// </summary>
internal sealed record Monitored
{
    public required string Monitor { get; init; }

    /// <summary>What it looked at: window, champion, files.</summary>
    public JsonObject? Plan { get; init; }

    /// <summary>What it found, in short; null until the job has ended.</summary>
    public JsonObject? Findings { get; init; }

    /// <summary>What was done about it and why.</summary>
    public JsonObject? Response { get; init; }

    public string? Run => Text(Findings, "run") ?? Text(Plan, "run");

    public long? Rows => Whole("rows");

    public long? RowsWithTruth => Whole("rowsWithTruth");

    public bool? Drift => Findings?["drift"] is JsonValue value && value.TryGetValue<bool>(out var drift) ? drift : null;

    public IReadOnlyList<string> Reasons => [.. (Findings?["reasons"] as JsonArray ?? []).Select(reason => reason?.ToString() ?? "")];

    public string? Answer => Text(Response, "response");

    public string? Why => Text(Response, "reason");

    /// <summary>The end of the window that was judged; the id begins with the same minute.</summary>
    public string At => Text(Plan, "to") ?? (DateTime.TryParseExact(
        Monitor.Split('-')[0], "yyMMddHHmm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute) ? minute.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture) : "?");

    public JsonObject ToJson() => new()
    {
        ["monitor"] = Monitor,
        ["plan"] = Plan?.DeepClone(),
        ["findings"] = Findings?.DeepClone(),
        ["response"] = Response?.DeepClone(),
    };

    internal static string? Text(JsonObject? document, string member) => document?[member] is JsonValue value ? value.ToString() : null;

    private long? Whole(string member) => Findings?[member] is JsonValue value && value.TryGetValue<double>(out var number) ? (long)number : null;
}
