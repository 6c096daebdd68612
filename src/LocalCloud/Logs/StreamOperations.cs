using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Logs;

/// <summary>CreateLogStream, DescribeLogStreams and DeleteLogStream.</summary>
internal sealed class StreamOperations(LogCatalog catalog)
{
    private const int MostStreams = 50;
    private const string ByTime = "LastEventTime";

    public IEnumerable<ApiOperation> All() =>
    [
        LogsOperation.Create(catalog, "CreateLogStream", Create),
        LogsOperation.Create(catalog, "DescribeLogStreams", Describe),
        LogsOperation.Create(catalog, "DeleteLogStream", Delete),
    ];

    private JsonObject Create(JsonObject input)
    {
        var group = catalog.Require(LogsOperation.Group(catalog, input));
        return catalog.CreateStream(group, input["logStreamName"]!.ToString()) is null ? throw LogsErrors.StreamExists() : [];
    }

    private JsonObject Delete(JsonObject input)
    {
        var group = catalog.Require(LogsOperation.Group(catalog, input));
        catalog.Streams.Delete(group.Name, catalog.RequireStream(group, input["logStreamName"]!.ToString()).Name);
        return [];
    }

    private JsonObject Describe(JsonObject input)
    {
        var group = catalog.Require(LogsOperation.Group(catalog, input));
        var (prefix, order) = (input["logStreamNamePrefix"]?.ToString(), input["orderBy"]?.ToString());
        if (prefix is not null && order == ByTime)
        {
            throw LogsErrors.Invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }

        var streams = catalog.Streams.Of(group.Name, catalog.Oldest(group)).Where(stream => stream.Name.StartsWith(prefix ?? "", StringComparison.Ordinal));
        return NamePage.Of(
            streams,
            stream => order == ByTime ? $"{stream.LastEvent ?? 0:D19}/{stream.Name}" : stream.Name,
            input, LogsOperation.Limit(input, MostStreams), "logStreams", stream => Shape(group, stream), input["descending"]?.GetValue<bool>() == true);
    }

    private JsonObject Shape(LogGroup group, LogStream stream)
    {
        var shape = new JsonObject
        {
            ["logStreamName"] = stream.Name,
            ["creationTime"] = stream.CreationTime,
            ["arn"] = catalog.StreamArn(group.Name, stream.Name),
            // AWS tells zero of every stream since 2019.
            ["storedBytes"] = 0,
        };
        foreach (var (name, value) in new[] { ("firstEventTimestamp", stream.FirstEvent), ("lastEventTimestamp", stream.LastEvent), ("lastIngestionTime", stream.LastIngestion) })
        {
            if (value is not null)
            {
                shape[name] = value;
            }
        }

        return shape;
    }
}
