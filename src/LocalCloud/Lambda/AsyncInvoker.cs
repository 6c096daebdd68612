using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.StatesLanguage.Execution;

namespace LocalCloud.Lambda;

/// <summary>
/// Asynchronous invocations: on disk before they are acknowledged, tried again after one and two minutes, and then handed to
/// the dead-letter queue or destination. An event that was under way when the cloud stopped is tried again: at least once.
/// </summary>
internal sealed class AsyncInvoker(
    ComputeContext context,
    FunctionStore functions,
    Invoker invoke,
    AsyncOutcomes outcomes) : IAsyncDisposable
{
    private const string Collection = "lambda.async-events";
    private static readonly TimeSpan[] _waits = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];

    private readonly Dictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Goes on with everything that was accepted before the last stop.</summary>
    public void Resume()
    {
        foreach (var (_, body) in context.Store.Scan(Collection))
        {
            Run(body.Deserialize<AsyncEvent>()!);
        }
    }

    /// <summary>Returns when the event is on disk.</summary>
    public void Accept(AsyncEvent accepted)
    {
        Save(accepted);
        Run(accepted);
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync();
        Task[] running;
        lock (_gate)
        {
            running = [.. _running.Values];
        }

        await Task.WhenAll(running);
        _stop.Dispose();
    }

    private void Run(AsyncEvent accepted)
    {
        // Under the lock, so that a task that ends at once removes itself after it was added.
        lock (_gate)
        {
            _running[accepted.RequestId] = Task.Run(() => RunAsync(accepted), CancellationToken.None);
        }
    }

    private async Task RunAsync(AsyncEvent current)
    {
        try
        {
            while (await TryAsync(current, _stop.Token) is { } next)
            {
                Save(next);
                current = next;
            }

            context.Store.Delete(Collection, current.RequestId);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The event is still on disk and goes on after the next start.
        }
        catch (Exception problem)
        {
            // The boundary of an event; it stays on disk.
            context.Logger.BackgroundFailed(problem, $"the event {current.RequestId} of function {current.FunctionName}");
        }
        finally
        {
            lock (_gate)
            {
                _running.Remove(current.RequestId);
            }
        }
    }

    /// <summary>One attempt; the event as it must be tried again, or null when it has reached its end.</summary>
    private async Task<AsyncEvent?> TryAsync(AsyncEvent current, CancellationToken cancellationToken)
    {
        await Delays.UntilAsync(current.NotBefore ?? DateTimeOffset.MinValue, context.Time, cancellationToken);
        if (functions.Find(current.FunctionName) is not { } function)
        {
            return null;
        }

        var config = functions.InvokeConfig(current.FunctionName);
        if (context.Time.GetUtcNow() - current.AcceptedAt > TimeSpan.FromSeconds(config.MaximumEventAgeInSeconds))
        {
            await outcomes.FailedAsync(function, config, current, "EventAgeExceeded", null, cancellationToken);
            return null;
        }

        var result = await InvokeAsync(function, current, cancellationToken);
        if (result.FunctionError is null)
        {
            await outcomes.SucceededAsync(function, config, current, result, cancellationToken);
            return null;
        }

        var failed = current with { Failures = current.Failures + 1 };
        if (failed.Failures > config.MaximumRetryAttempts)
        {
            await outcomes.FailedAsync(function, config, failed, "RetriesExhausted", result, cancellationToken);
            return null;
        }

        return failed with { NotBefore = context.Time.GetUtcNow() + _waits[Math.Min(failed.Failures, _waits.Length) - 1] };
    }

    /// <summary>Whatever keeps a function from being started at all (its role is gone, its code is damaged) counts as a failed attempt.</summary>
    private async Task<InvocationResult> InvokeAsync(FunctionConfiguration function, AsyncEvent current, CancellationToken cancellationToken)
    {
        try
        {
            return await invoke(function, current.RequestId, current.Payload, null, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var type = exception is AwsException refused ? refused.Code : exception.GetType().Name;
            return new InvocationResult(new JsonObject { ["errorType"] = type, ["errorMessage"] = exception.Message }.ToJsonString(), "Unhandled");
        }
    }

    private void Save(AsyncEvent current) =>
        context.Store.Put(Collection, current.RequestId, JsonSerializer.SerializeToNode(current)!.AsObject());
}
