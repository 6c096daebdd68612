using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Logs;

/// <summary>PutLogEvents: a batch in order of time, of which what is too old or too new is told and left out.</summary>
internal sealed class PutLogEventsOperation(LogCatalog catalog)
{
    private const int MostBytes = 1_048_576;
    private const long Day = 24 * 60 * 60 * 1000;
    private const long TooNew = 2 * 60 * 60 * 1000;
    private const int OldestDays = 14;

    public ApiOperation Operation() => LogsOperation.Create(catalog, "PutLogEvents", Put);

    private JsonObject Put(JsonObject input)
    {
        var group = catalog.Require(LogsOperation.Group(catalog, input));
        var stream = catalog.RequireStream(group, input["logStreamName"]!.ToString());
        var events = input["logEvents"]!.AsArray()
            .Select(item => (Time: item!["timestamp"]!.GetValue<long>(), Message: item["message"]!.ToString())).ToList();
        Check(events);

        var now = catalog.Now;
        var tooOld = events.Count(item => item.Time < now - (OldestDays * Day));
        var expired = events.Count(item => item.Time < catalog.Oldest(group));
        var tooNew = events.FindIndex(item => item.Time > now + TooNew);
        var (first, last) = (Math.Max(tooOld, expired), tooNew < 0 ? events.Count : tooNew);
        if (first < last)
        {
            catalog.Events.Append(stream.Id, events[first..last], now);
        }

        var answer = new JsonObject { ["nextSequenceToken"] = now.ToString("D56", CultureInfo.InvariantCulture) };
        if (Rejected(tooOld, expired, tooNew) is { Count: > 0 } rejected)
        {
            answer["rejectedLogEventsInfo"] = rejected;
        }

        return answer;
    }

    private static void Check(List<(long Time, string Message)> events)
    {
        if (events.Zip(events.Skip(1)).Any(pair => pair.First.Time > pair.Second.Time))
        {
            throw LogsErrors.Invalid("Log events in a single PutLogEvents request must be in chronological order.");
        }

        if (events[^1].Time - events[0].Time > Day)
        {
            throw LogsErrors.Invalid("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }

        if (events.Sum(item => (long)LogEvent.SizeOf(item.Message)) is var size && size > MostBytes)
        {
            throw LogsErrors.Invalid($"Upload too large: {size} bytes exceeds limit of {MostBytes}");
        }
    }

    private static JsonObject Rejected(int tooOld, int expired, int tooNew)
    {
        var info = new JsonObject();
        foreach (var (name, index, given) in new[]
        {
            ("tooNewLogEventStartIndex", tooNew, tooNew >= 0), ("tooOldLogEventEndIndex", tooOld, tooOld > 0), ("expiredLogEventEndIndex", expired, expired > 0),
        })
        {
            if (given)
            {
                info[name] = index;
            }
        }

        return info;
    }
}
