using System.Text.Json.Nodes;
using System.Threading.Channels;
using LocalCloud.Api;
using LocalCloud.StatesLanguage.Execution;
using LocalCloud.Time;
using Microsoft.Extensions.Logging;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>
/// Does what changes of state have set going, one after the other, and takes it off the disk: at least once, over restarts
/// too. An event is never given up. An action is what only the topic's or function's own policy can allow; a refusal is final.
/// </summary>
internal sealed class NoticeWorker(AlarmStore store, CloudIdentity identity, CloudWatchSurroundings surroundings) : IAsyncDisposable
{
    // With their waits they fill a day.
    private const int MostRetries = 185;

    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, (int Failures, DateTimeOffset NotBefore)> _retries = new(StringComparer.Ordinal);
    private Task? _running;

    private TimeProvider Time => surroundings.Time;

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
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await DoAllAsync(stop);
                await RestAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // What is left stays on disk for the next start.
            }
            catch (Exception problem)
            {
                surroundings.Logger.NoticesBroke(problem);
                await Task.Delay(DueTimer.AfterTrouble, Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task DoAllAsync(CancellationToken stop)
    {
        foreach (var (key, notice) in store.Notices)
        {
            if (_retries.GetValueOrDefault(key).NotBefore <= Time.GetUtcNow())
            {
                await DoAsync(key, notice, stop);
            }
        }
    }

    /// <summary>Until there is something new or something to be tried again.</summary>
    private async Task RestAsync(CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var signal = _signal.Reader.ReadAsync(ended.Token).AsTask();
        if (_retries.Count == 0)
        {
            await signal;
            return;
        }

        await Task.WhenAny(signal, Delays.UntilAsync(_retries.Values.Min(retry => retry.NotBefore), Time, ended.Token));
        await ended.CancelAsync();
    }

    private async Task DoAsync(string key, Notice notice, CancellationToken stop)
    {
        var problem = await TryAsync(notice, stop);
        if (problem is not null)
        {
            surroundings.Logger.NoticeFailed(notice.AlarmName, notice.Target ?? "the event of its change", problem.Message);
            var failures = _retries.GetValueOrDefault(key).Failures + 1;
            if (notice.Target is null || (failures <= MostRetries && Retries.IsRetryable(problem)))
            {
                _retries[key] = (failures, Time.GetUtcNow() + Retries.Wait(failures));
                return;
            }
        }

        store.Done(key, notice.Target is null ? null : HistoryItem.Action(notice, problem?.Message, Time.GetUtcNow()));
        _retries.Remove(key);
    }

    /// <summary>Null when it is done, else why it is not.</summary>
    private async Task<Exception?> TryAsync(Notice notice, CancellationToken stop)
    {
        try
        {
            await (notice.Target is { } target ? ActAsync(notice, target, stop) : PublishAsync(notice, stop));
            return null;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            // The boundary of an action: whatever its target throws is a failed attempt, never the end of the worker.
            return failure;
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
