using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.History;

/// <summary>The details of history events; payloads in them are JSON text, as AWS has it.</summary>
internal static class HistoryDetails
{
    public static JsonObject Input(string input, params (string Name, JsonNode? Value)[] more) => With(more, ("input", input), ("inputDetails", NotTruncated()));

    public static JsonObject Output(JsonNode? output, params (string Name, JsonNode? Value)[] more) =>
        With(more, ("output", JsonText.Write(output)), ("outputDetails", NotTruncated()));

    /// <summary>Error and cause, each only when there is one.</summary>
    public static JsonObject Failure(StatesError? error, params (string Name, JsonNode? Value)[] more)
    {
        var details = With(more);
        if (error?.Error is { } name)
        {
            details["error"] = name;
        }

        if (error?.Cause is { } cause)
        {
            details["cause"] = cause;
        }

        return details;
    }

    public static JsonObject With((string Name, JsonNode? Value)[] more, params (string Name, JsonNode? Value)[] first)
    {
        var details = new JsonObject();
        foreach (var (name, value) in first.Concat(more).Where(member => member.Value is not null))
        {
            details[name] = value;
        }

        return details;
    }

    private static JsonObject NotTruncated() => new() { ["truncated"] = false };
}
