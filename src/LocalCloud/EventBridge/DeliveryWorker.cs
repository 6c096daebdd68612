using System.Globalization;
using LocalCloud.Api;
using LocalCloud.StatesLanguage.Execution;
using LocalCloud.Storage;
using Microsoft.Extensions.Logging;

namespace LocalCloud.EventBridge;

/// <summary>
/// Delivers what the router has accepted: each delivery is a task of its own that waits for its turn, tries, and is
/// taken off the disk when it has ended. What was under way when the cloud stopped is tried again: at least once.
/// </summary>
internal sealed class DeliveryWorker(DocumentStore store, TimeProvider time, TargetCaller targets, ILogger logger) : IAsyncDisposable
{
    private const int AtOnce = 16;

    private readonly DocumentCollection<Delivery> _deliveries = new(store, "events.deliveries");
    private readonly Dictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _slots = new(AtOnce);
    private readonly Lock _gate = new();
    private CancellationTokenSource? _stop;

    public void Start()
    {
        lock (_gate)
        {
            _stop ??= new();
        }

        Accept([.. _deliveries.Scan().Select(row => row.Value)]);
    }

    /// <summary>Takes over deliveries that are on disk; before the start they just stay there.</summary>
    public void Accept(IReadOnlyList<Delivery> deliveries)
    {
        lock (_gate)
        {
            foreach (var delivery in deliveries.Where(delivery => _stop is { IsCancellationRequested: false } && !_running.ContainsKey(delivery.Id)))
            {
                var stop = _stop!.Token;
                _running[delivery.Id] = Task.Run(() => RunAsync(delivery, stop), CancellationToken.None);
            }
        }
    }

    public async Task StopAsync()
    {
        Task[] running;
        lock (_gate)
        {
            if (_stop is null)
            {
                return;
            }

            _stop.Cancel();
            running = [.. _running.Values];
        }

        await Task.WhenAll(running);
        lock (_gate)
        {
            _stop.Dispose();
            _stop = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _slots.Dispose();
    }

    private async Task RunAsync(Delivery delivery, CancellationToken stop)
    {
        try
        {
            for (Delivery? next = delivery; next is not null;)
            {
                next = await WaitAndTryAsync(next, stop);
            }

            _deliveries.Delete(delivery.Id);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It is still on disk and goes on after the next start.
        }
        catch (Exception problem)
        {
            logger.DeliveryBroke(problem, delivery.RuleArn, delivery.TargetArn);
        }
        finally
        {
            lock (_gate)
            {
                _running.Remove(delivery.Id);
            }
        }
    }

    /// <summary>One attempt: null when the delivery has ended, else how it goes on.</summary>
    private async Task<Delivery?> WaitAndTryAsync(Delivery delivery, CancellationToken stop)
    {
        await Delays.UntilAsync(delivery.NotBefore, time, stop);
        await _slots.WaitAsync(stop);
        try
        {
            return await TryAsync(delivery, stop);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<Delivery?> TryAsync(Delivery delivery, CancellationToken stop)
    {
        try
        {
            var payload = TargetInput.Make(delivery)
                ?? throw AwsException.Validation("The input transformer's result is not valid JSON.");
            await targets.CallAsync(delivery, payload, stop);
            return null;
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            // The boundary of a delivery: whatever a target throws is a failed attempt, never the end of the worker.
            return await FailedAsync(delivery with { Failures = delivery.Failures + 1 }, failure, stop);
        }
    }

    private async Task<Delivery?> FailedAsync(Delivery failed, Exception failure, CancellationToken stop)
    {
        var exhausted = RetryPolicy.Of(failed.Target).Exhausted(failed, time.GetUtcNow());
        if (Retries.IsRetryable(failure) && exhausted is null)
        {
            var next = failed with { NotBefore = time.GetUtcNow() + Retries.Wait(failed.Failures) };
            _deliveries.Put(next.Id, next);
            return next;
        }

        logger.DeliveryFailed(failed.RuleArn, failed.TargetArn, failure.Message);
        await GiveUpAsync(failed, failure, Retries.IsRetryable(failure) ? exhausted : null, stop);
        return null;
    }

    private async Task GiveUpAsync(Delivery failed, Exception failure, string? exhausted, CancellationToken stop)
    {
        if (failed.Target["DeadLetterConfig"]?["Arn"]?.ToString() is not { } queue)
        {
            return;
        }

        var attributes = new Dictionary<string, string>
        {
            ["RULE_ARN"] = failed.RuleArn,
            ["TARGET_ARN"] = failed.TargetArn,
            ["ERROR_CODE"] = RetryPolicy.ErrorCode(failure),
            ["ERROR_MESSAGE"] = failure.Message is { Length: > 0 } message ? message : failure.GetType().Name,
            ["RETRY_ATTEMPTS"] = (failed.Failures - 1).ToString(CultureInfo.InvariantCulture),
        };
        if (exhausted is not null)
        {
            attributes["EXHAUSTED_RETRY_CONDITION"] = exhausted;
        }

        try
        {
            await targets.SendToDeadLettersAsync(failed, queue, attributes, stop);
        }
        catch (Exception refused) when (!stop.IsCancellationRequested)
        {
            logger.DeadLetterLost(failed.RuleArn, queue, refused.Message);
        }
    }
}
