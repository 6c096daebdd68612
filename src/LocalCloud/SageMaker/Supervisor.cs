using LocalCloud.Processes;
using Microsoft.Extensions.Logging;

namespace LocalCloud.SageMaker;

/// <summary>
/// What runs in the background now, by name: jobs, and the transitions of endpoints, of which one follows the other.
/// Going down leaves their state on disk as it is, to be taken up after the next start.
/// </summary>
internal sealed class Supervisor(ILogger logger) : IAsyncDisposable
{
    private readonly Dictionary<string, (Task Run, TaskCompletionSource Stop)> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _shutdown = new();
    private readonly Lock _gate = new();

    public void Start(string name, Func<RunControl, Task> run)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // Under the lock, so that a run that ends at once removes itself after it was added.
        lock (_gate)
        {
            var previous = _running.TryGetValue(name, out var running) ? running.Run : Task.CompletedTask;
            _running[name] = (Task.Run(() => RunAsync(name, previous, run, new RunControl(stop.Task, _shutdown.Token)), CancellationToken.None), stop);
        }
    }

    public void RequestStop(string name)
    {
        lock (_gate)
        {
            if (_running.TryGetValue(name, out var running))
            {
                running.Stop.TrySetResult();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_shutdown.IsCancellationRequested)
        {
            return;
        }

        await _shutdown.CancelAsync();
        Task[] running;
        lock (_gate)
        {
            running = [.. _running.Values.Select(entry => entry.Run)];
        }

        await Task.WhenAll(running);
        _shutdown.Dispose();
    }

    private async Task RunAsync(string name, Task previous, Func<RunControl, Task> run, RunControl control)
    {
        try
        {
            await previous;
            control.Shutdown.ThrowIfCancellationRequested();
            await run(control);
        }
        catch (OperationCanceledException) when (control.Shutdown.IsCancellationRequested)
        {
            // Still in progress on disk.
        }
        catch (Exception problem)
        {
            // The boundary of a run: a run that broke must neither be silent nor break those that follow it.
            logger.BackgroundFailed(problem, name);
        }
        finally
        {
            lock (_gate)
            {
                if (_running.TryGetValue(name, out var last) && last.Stop.Task == control.StopRequested)
                {
                    _running.Remove(name);
                }
            }
        }
    }
}
