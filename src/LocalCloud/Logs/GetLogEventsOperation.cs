using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Logs;

/// <summary>GetLogEvents: a stream page by page, in either direction; a token that is given again says that there is nothing more.</summary>
internal sealed class GetLogEventsOperation(LogCatalog catalog)
{
    private const int MostEvents = 10_000;

    public ApiOperation Operation() => LogsOperation.Create(catalog, "GetLogEvents", Get);

    private JsonObject Get(JsonObject input)
    {
        var group = catalog.Require(LogsOperation.Group(catalog, input));
        var stream = catalog.RequireStream(group, input["logStreamName"]!.ToString());
        var range = new EventRange(Math.Max(input["startTime"]?.GetValue<long>() ?? 0, catalog.Oldest(group)), input["endTime"]?.GetValue<long>() ?? long.MaxValue);
        range = input["nextToken"]?.ToString() is { } token
            ? Continue(range, token)
            : input["startFromHead"]?.GetValue<bool>() == true ? range : range with { Backwards = true, Position = new(long.MaxValue, long.MaxValue) };

        var page = new EventPage(LogsOperation.Limit(input, MostEvents));
        catalog.Events.Walk([stream], range, item => page.Offer(item));
        if (range.Backwards)
        {
            page.Events.Reverse();
        }

        // A stream without events goes on from its start when they come.
        var here = range.Position.Timestamp == long.MaxValue ? EventPosition.Start : range.Position;
        return new()
        {
            ["events"] = new JsonArray([.. page.Events.Select(item => (JsonNode)Shape(item))]),
            ["nextForwardToken"] = $"f/{page.Events.LastOrDefault()?.Position ?? here}/s",
            ["nextBackwardToken"] = $"b/{page.Events.FirstOrDefault()?.Position ?? here}/s",
        };
    }

    private static EventRange Continue(EventRange range, string token) =>
        token.Split('/') is ["f" or "b", var id, "s"] && EventPosition.TryParse(id, out var position)
            ? range with { Position = position, Backwards = token[0] == 'b' }
            : throw LogsErrors.InvalidToken();

    private static JsonObject Shape(LogEvent item) =>
        new() { ["timestamp"] = item.Timestamp, ["message"] = item.Message, ["ingestionTime"] = item.IngestionTime };
}
