using System.Collections.Concurrent;
using System.Diagnostics;

namespace LocalCloud.Processes;

/// <summary>
/// Starts every child process from one thread that never ends: the kernel sends a child its parent-death signal when the
/// <em>thread</em> that forked it ends (prctl(2), PR_SET_PDEATHSIG), and a pool thread may end at any time.
/// </summary>
internal static class LaunchThread
{
    private static readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> _queue = [];

    static LaunchThread() => new Thread(Run) { IsBackground = true, Name = "process launcher" }.Start();

    public static Process Launch(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>();
        _queue.Add((start, started));
        return started.Task.GetAwaiter().GetResult();
    }

    private static void Run()
    {
        foreach (var (start, started) in _queue.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception exception)
            {
                started.SetException(exception);
            }
        }
    }
}
