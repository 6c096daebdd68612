using System.Text.Json.Nodes;
using System.Threading.Channels;
using LocalCloud.Api;
using Microsoft.Extensions.Logging;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>
/// Does what changes of state have set going, one after the other, and takes it off the disk: at least once, over restarts
/// too. An action is what only the topic's or function's own policy can allow; a refusal is final.
/// </summary>
internal sealed class NoticeWorker(AlarmStore store, CloudIdentity identity, CloudWatchSurroundings surroundings) : IAsyncDisposable
{
    private const int Attempts = 3;

    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private Task? _running;

    public void Start() => _running ??= Task.Run(() => RunAsync(_stop.Token), CancellationToken.None);

    public void Signal() => _signal.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_running is not null)
        {
            await _running;
        }

        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            do
            {
                foreach (var (key, notice) in store.Notices)
                {
                    await DoAsync(key, notice, stop);
                }
            }
            while (await _signal.Reader.ReadAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is left stays on disk for the next start.
        }
    }

    private async Task DoAsync(string key, Notice notice, CancellationToken stop)
    {
        var problem = await TryAsync(notice, stop);
        if (problem is not null && notice.Target is { } target)
        {
            surroundings.Logger.ActionFailed(notice.AlarmName, target, problem.Message);
        }
        else if (problem is not null)
        {
            surroundings.Logger.NoticeBroke(problem, notice.AlarmName);
        }

        store.Done(key, notice.Target is null ? null : HistoryItem.Action(notice, problem?.Message, surroundings.Time.GetUtcNow()));
    }

    /// <summary>Null when it is done, else why it is not.</summary>
    private async Task<Exception?> TryAsync(Notice notice, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await (notice.Target is { } target ? ActAsync(notice, target, stop) : PublishAsync(notice, stop));
                return null;
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                // The boundary of an action: whatever its target throws is a failed attempt, never the end of the worker.
                if (attempt == Attempts || failure is AwsException { Status: < 500 or 501 })
                {
                    return failure;
                }
            }
        }
    }

    private Task PublishAsync(Notice notice, CancellationToken stop) =>
        surroundings.Events().PublishAsync(new("aws.cloudwatch", notice.Title, [notice.AlarmArn], notice.Body), stop);

    private Task ActAsync(Notice notice, string target, CancellationToken stop)
    {
        var text = JavaText.Json(notice.Body);
        return target.Split(':')[2] == "sns"
            ? CallAsync("sns", "Publish", new() { ["TopicArn"] = target, ["Subject"] = notice.Title, ["Message"] = text }, "cloudwatch.amazonaws.com")
            : CallAsync("lambda", "Invoke", new() { ["FunctionName"] = target, ["InvocationType"] = "Event", ["Payload"] = text }, "lambda.alarms.cloudwatch.amazonaws.com");

        Task CallAsync(string service, string operation, JsonObject input, string principal) => surroundings.Api()
            .CallAsync(service, operation, input, new Principal.Service(identity.Account, principal, notice.AlarmArn), stop);
    }
}
