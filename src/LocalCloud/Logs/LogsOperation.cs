using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Logs;

/// <summary>
/// Operations on a group or a stream. IAM is asked about the ARN of a stream, whose name is empty where none is given:
/// so AWS does, and that is why policies end in <c>:*</c>.
/// </summary>
internal static class LogsOperation
{
    public static ApiOperation Create(LogCatalog catalog, string name, Func<JsonObject, JsonObject> handle) => new(
        name,
        (input, _, _) => Task.FromResult(handle(input)),
        (input, _) => [Access(catalog, name, input)]);

    /// <summary>The group that a request names, by <c>logGroupName</c> or <c>logGroupIdentifier</c>.</summary>
    public static string Group(LogCatalog catalog, JsonObject input)
    {
        var (name, identifier) = (input["logGroupName"]?.ToString(), input["logGroupIdentifier"]?.ToString());
        return (name, identifier) switch
        {
            (null, null) => throw LogsErrors.Invalid("Either logGroupName or logGroupIdentifier must be specified."),
            (not null, not null) => throw LogsErrors.Invalid("LogGroup name and LogGroup ARN are mutually exclusive parameters."),
            _ => catalog.NameOf(name ?? identifier!),
        };
    }

    public static int Limit(JsonObject input, int most) => input["limit"]?.GetValue<int>() ?? most;

    /// <summary>Asked of the account in the ARN: nobody reads another account's group, since a group has no policy that could let him.</summary>
    private static AccessRequest Access(LogCatalog catalog, string operation, JsonObject input)
    {
        var group = catalog.ArnOf((input["logGroupName"] ?? input["logGroupIdentifier"] ?? input["resourceArn"])?.ToString() ?? "");
        return new($"logs:{operation}", $"{group}:log-stream:{StreamOf(operation, input)}") { ResourceAccount = group.Split(':').ElementAtOrDefault(4) };
    }

    // FilterLogEvents is allowed or not for a group as a whole.
    private static string StreamOf(string operation, JsonObject input) =>
        operation is "FilterLogEvents" ? "" : input["logStreamName"]?.ToString() ?? "";
}
