using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Logs.Patterns;

namespace LocalCloud.Logs;

/// <summary>FilterLogEvents: the events of a group's streams, or of some, in order of time, that match a pattern.</summary>
internal sealed class FilterLogEventsOperation(LogCatalog catalog)
{
    private const int MostEvents = 10_000;

    public ApiOperation Operation() => LogsOperation.Create(catalog, "FilterLogEvents", Filter);

    private JsonObject Filter(JsonObject input)
    {
        var group = catalog.Require(LogsOperation.Group(catalog, input));
        var pattern = FilterPattern.Parse(input["filterPattern"]?.ToString() ?? "");
        // The end is inclusive here, unlike that of GetLogEvents.
        var until = input["endTime"]?.GetValue<long>() is { } end ? end + 1 : long.MaxValue;
        var range = new EventRange(Math.Max(input["startTime"]?.GetValue<long>() ?? 0, catalog.Oldest(group)), until);
        if (input["nextToken"]?.ToString() is { } token)
        {
            range = range with { Position = EventPosition.TryParse(token, out var position) ? position : throw LogsErrors.InvalidToken() };
        }

        var page = new EventPage(LogsOperation.Limit(input, MostEvents));
        catalog.Events.Walk(Streams(group, input), range, item => page.Offer(item, pattern.Matches(item.Message)));
        var answer = new JsonObject
        {
            ["events"] = new JsonArray([.. page.Events.Select(item => (JsonNode)Shape(item))]),
            ["searchedLogStreams"] = new JsonArray(),
        };
        if (page.IsFull)
        {
            answer["nextToken"] = page.Seen!.Value.ToString();
        }

        return answer;
    }

    private IReadOnlyList<LogStream> Streams(LogGroup group, JsonObject input)
    {
        var (names, prefix) = (input["logStreamNames"]?.AsArray(), input["logStreamNamePrefix"]?.ToString());
        if (names is not null && prefix is not null)
        {
            throw LogsErrors.Invalid("logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
        }

        return names is not null
            ? [.. names.Select(name => catalog.RequireStream(group, name!.ToString())).DistinctBy(stream => stream.Id)]
            : [.. catalog.Streams.Names(group.Name).Where(stream => stream.Name.StartsWith(prefix ?? "", StringComparison.Ordinal))];
    }

    private static JsonObject Shape(LogEvent item) => new()
    {
        ["logStreamName"] = item.Stream,
        ["timestamp"] = item.Timestamp,
        ["message"] = item.Message,
        ["ingestionTime"] = item.IngestionTime,
        ["eventId"] = item.Position.ToString(),
    };
}
