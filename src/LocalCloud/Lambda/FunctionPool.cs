using System.Globalization;
using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>
/// One function's workers: an invocation takes an idle one or starts one, up to a limit; beyond it invocations wait.
/// A worker is used again until its code changes, it fails, or it has been idle for some minutes.
/// </summary>
internal sealed class FunctionPool(ComputeContext context, WorkerFactory factory, WorkerDirectory directory, LambdaLogs logs) : IDisposable
{
    private const int MostWorkers = 10;
    private const int InitialisationSeconds = 10;
    private static readonly TimeSpan _idleLife = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _slots = new(MostWorkers);
    private readonly Stack<LambdaWorker> _idle = new();
    private readonly Lock _gate = new();

    public async Task<InvocationResult> InvokeAsync(FunctionConfiguration function, string requestId, string payload, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(function, requestId, payload, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Stops the workers that are idle; one that is busy stops by itself when its function's revision has changed.</summary>
    public async Task StopIdleAsync()
    {
        List<LambdaWorker> idle;
        lock (_gate)
        {
            idle = [.. _idle];
            _idle.Clear();
        }

        await Task.WhenAll(idle.Select(StopAsync));
    }

    public void Dispose() => _slots.Dispose();

    private async Task<InvocationResult> RunAsync(FunctionConfiguration function, string requestId, string payload, CancellationToken cancellationToken)
    {
        var started = context.Supervision.GetTimestamp();
        var worker = TakeIdle(function.RevisionId);
        var isNew = worker is null;
        worker ??= factory.Start(function);
        if (worker is null)
        {
            return RuntimeErrors.NoBootstrap(requestId);
        }

        worker.Tail = new OutputTail();
        var log = new InvocationLog(context.Supervision, line => Log(function, worker, line));
        var healthy = false;
        try
        {
            if (isNew && await InitialiseAsync(worker, function, requestId, cancellationToken) is { } failure)
            {
                log.Start(requestId);
                log.End(requestId, function, worker.Process.Id, context.Supervision.GetElapsedTime(started));
                return failure with { LogTail = worker.Tail.ToString() };
            }

            TimeSpan? initialisation = isNew ? context.Supervision.GetElapsedTime(started) : null;
            log.Start(requestId);
            var result = await DeliverAsync(worker, function, requestId, payload, cancellationToken);
            healthy = result.StaysUsable;
            log.End(requestId, function, worker.Process.Id, initialisation);
            return result.Result with { LogTail = worker.Tail.ToString() };
        }
        finally
        {
            await ReturnAsync(worker, healthy);
        }
    }

    private void Log(FunctionConfiguration function, LambdaWorker worker, string line)
    {
        worker.Tail.Add(line);
        logs.Write(function, worker.LogStream, line);
    }

    /// <summary>Null when the runtime is ready for events.</summary>
    private async Task<InvocationResult?> InitialiseAsync(
        LambdaWorker worker, FunctionConfiguration function, string requestId, CancellationToken cancellationToken)
    {
        var limit = Math.Max(InitialisationSeconds, function.Timeout);
        try
        {
            var first = await Task.WhenAny(worker.Ready, worker.Process.Exited)
                .WaitAsync(TimeSpan.FromSeconds(limit), context.Supervision, cancellationToken);
            // A runtime may report its error and exit in one breath: the report says more than the exit code.
            return first == worker.Ready || worker.Ready.IsCompleted
                ? await worker.Ready
                : RuntimeErrors.Exited(requestId, await worker.Process.Exited);
        }
        catch (TimeoutException)
        {
            return RuntimeErrors.TimedOut(requestId, limit);
        }
    }

    private async Task<(InvocationResult Result, bool StaysUsable)> DeliverAsync(
        LambdaWorker worker, FunctionConfiguration function, string requestId, string payload, CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(function.Timeout);
        var invocation = new Invocation(requestId, payload, context.Supervision.GetUtcNow() + timeout);
        worker.Deliver(invocation);
        try
        {
            var first = await Task.WhenAny(invocation.Result, worker.Process.Exited).WaitAsync(timeout, context.Supervision, cancellationToken);
            return first == invocation.Result || invocation.Result.IsCompleted
                ? (await invocation.Result, true)
                : (RuntimeErrors.Exited(requestId, await worker.Process.Exited), false);
        }
        catch (TimeoutException)
        {
            Log(function, worker, string.Create(CultureInfo.InvariantCulture, $"{requestId} Task timed out after {function.Timeout:0.00} seconds"));
            return (RuntimeErrors.TimedOut(requestId, function.Timeout), false);
        }
    }

    private LambdaWorker? TakeIdle(string revision)
    {
        lock (_gate)
        {
            while (_idle.TryPop(out var worker))
            {
                if (worker.Revision == revision && !worker.Process.Exited.IsCompleted)
                {
                    return worker;
                }

                _ = StopAsync(worker);
            }

            return null;
        }
    }

    private async Task ReturnAsync(LambdaWorker worker, bool healthy)
    {
        if (!healthy)
        {
            await StopAsync(worker);
            return;
        }

        bool isFirst;
        lock (_gate)
        {
            isFirst = worker.IdleSince is null;
            worker.IdleSince = context.Supervision.GetTimestamp();
            _idle.Push(worker);
        }

        if (isFirst)
        {
            _ = ExpireAsync(worker);
        }
    }

    /// <summary>One watch for a worker's whole life: a timer for every invocation would outlive it by minutes.</summary>
    private async Task ExpireAsync(LambdaWorker worker)
    {
        for (var left = _idleLife; left > TimeSpan.Zero;)
        {
            using var rest = new CancellationTokenSource();
            await Task.WhenAny(Task.Delay(left, context.Supervision, rest.Token), worker.Process.Exited);
            await rest.CancelAsync();
            lock (_gate)
            {
                var (isIdle, hasExited) = (_idle.Contains(worker), worker.Process.Exited.IsCompleted);
                if (hasExited && !isIdle)
                {
                    // Whoever has it sees that, too, and stops it.
                    return;
                }

                left = !isIdle ? _idleLife : hasExited ? TimeSpan.Zero : _idleLife - context.Supervision.GetElapsedTime(worker.IdleSince!.Value);
                if (left <= TimeSpan.Zero)
                {
                    RemoveIdleLocked(worker);
                }
            }
        }

        await StopAsync(worker);
    }

    private void RemoveIdleLocked(LambdaWorker worker)
    {
        var rest = _idle.Where(other => other != worker).Reverse().ToList();
        _idle.Clear();
        rest.ForEach(_idle.Push);
    }

    private async Task StopAsync(LambdaWorker worker)
    {
        directory.Remove(worker);
        await worker.Process.DisposeAsync();
    }
}
