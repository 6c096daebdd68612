using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;

namespace Mlops.Cli.Logs;

/// <summary>Reads sources' lines, each line once however many sources it is in, and however often they are read.</summary>
internal sealed class LogReader(IAmazonCloudWatchLogs logs)
{
    private readonly HashSet<(string Group, string Id)> _seen = [];

    /// <summary>The lines that were not read before, in order of time.</summary>
    public async Task<IReadOnlyList<LogLine>> ReadNewAsync(IEnumerable<LogSource> sources, CancellationToken cancellationToken)
    {
        var lines = new List<LogLine>();
        foreach (var source in sources)
        {
            await ReadAsync(source, lines, cancellationToken);
        }

        return [.. lines.OrderBy(line => line.At)];
    }

    private async Task ReadAsync(LogSource source, List<LogLine> lines, CancellationToken cancellationToken)
    {
        var request = new FilterLogEventsRequest
        {
            LogGroupName = source.Group,
            LogStreamNamePrefix = source.Stream,
            FilterPattern = source.Pattern,
            StartTime = source.From.ToUnixTimeMilliseconds(),
            EndTime = source.Until?.ToUnixTimeMilliseconds(),
        };
        try
        {
            do
            {
                var page = await logs.FilterLogEventsAsync(request, cancellationToken);
                lines.AddRange((page.Events ?? []).Where(item => _seen.Add((source.Group, item.EventId))).Select(item => new LogLine(
                    DateTimeOffset.FromUnixTimeMilliseconds(item.Timestamp ?? 0), source.Step, source.Group, item.LogStreamName, item.EventId, item.Message)));
                request.NextToken = page.NextToken;
            }
            while (request.NextToken is not null);
        }
        catch (ResourceNotFoundException)
        {
            // A group of SageMaker's comes with its first line.
        }
    }
}
