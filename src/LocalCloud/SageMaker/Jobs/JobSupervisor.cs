namespace LocalCloud.SageMaker.Jobs;

/// <summary>The jobs that run now, by name. Going down leaves them as they are on disk, to be run again after the next start.</summary>
internal sealed class JobSupervisor : IAsyncDisposable
{
    private readonly Dictionary<string, (Task Run, TaskCompletionSource Stop)> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _shutdown = new();
    private readonly Lock _gate = new();

    public void Start(string name, Func<JobControl, Task> run)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // Under the lock, so that a job that ends at once removes itself after it was added.
        lock (_gate)
        {
            _running[name] = (Task.Run(() => RunAsync(name, run, new JobControl(stop.Task, _shutdown.Token)), CancellationToken.None), stop);
        }
    }

    public void RequestStop(string name)
    {
        lock (_gate)
        {
            if (_running.TryGetValue(name, out var job))
            {
                job.Stop.TrySetResult();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _shutdown.CancelAsync();
        Task[] running;
        lock (_gate)
        {
            running = [.. _running.Values.Select(job => job.Run)];
        }

        await Task.WhenAll(running);
        _shutdown.Dispose();
    }

    private async Task RunAsync(string name, Func<JobControl, Task> run, JobControl control)
    {
        try
        {
            await run(control);
        }
        catch (OperationCanceledException) when (control.Shutdown.IsCancellationRequested)
        {
            // Still in progress on disk.
        }
        finally
        {
            lock (_gate)
            {
                _running.Remove(name);
            }
        }
    }
}
