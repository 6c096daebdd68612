using System.Diagnostics;
using System.Text;

namespace LocalCloud.Processes;

/// <summary>
/// A supervised process in a group of its own: its output is pumped line by line, it can be stopped gently or at once with
/// everything that it started, and where util-linux is installed it dies with this process even when that is killed.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const string SetPriv = "/usr/bin/setpriv";
    private const string SetSid = "/usr/bin/setsid";
    private static readonly bool _canFollowParent = File.Exists(SetPriv) && File.Exists(SetSid);
    private static readonly TimeSpan _outputGrace = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly TimeProvider _supervision;

    private ChildProcess(Process process, Action<string> line, TimeProvider supervision)
    {
        _process = process;
        _supervision = supervision;
        Id = process.Id;
        var gate = new Lock();
        Exited = WatchAsync(line: text =>
        {
            lock (gate)
            {
                line(text);
            }
        });
    }

    public int Id { get; }

    /// <summary>The exit code (128 + signal for a killed process), once the process has ended and its output was handed on.</summary>
    public Task<int> Exited { get; }

    /// <summary>
    /// Starts the process; standard output and error go to <paramref name="line"/>, never two lines at a time.
    /// A missing or unusable executable throws <see cref="FileNotFoundException"/> or the system's own error.
    /// </summary>
    public static ChildProcess Start(ProcessStart start, Action<string> line, TimeProvider supervision)
    {
        if (!File.Exists(start.FileName))
        {
            throw new FileNotFoundException($"There is no executable '{start.FileName}'.", start.FileName);
        }

        return new ChildProcess(LaunchThread.Launch(Describe(start)), line, supervision);
    }

    /// <summary>SIGTERM, then SIGKILL after <paramref name="grace"/>; returns when the process has ended.</summary>
    public async Task<int> StopAsync(TimeSpan grace)
    {
        Signal(Signals.Terminate);
        try
        {
            await Exited.WaitAsync(grace, _supervision);
        }
        catch (TimeoutException)
        {
            Signal(Signals.Kill);
        }

        return await Exited;
    }

    /// <summary>SIGKILL to the process and all that it started; returns when it has ended.</summary>
    public Task<int> KillAsync()
    {
        Signal(Signals.Kill);
        return Exited;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo Describe(ProcessStart start)
    {
        var info = new ProcessStartInfo
        {
            FileName = _canFollowParent ? SetPriv : start.FileName,
            WorkingDirectory = start.WorkingFolder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // setsid does not fork here (a fresh child leads no group), so the signal set by setpriv survives both execs.
        string[] launcher = _canFollowParent ? ["--pdeathsig", "KILL", "--", SetSid, start.FileName] : [];
        foreach (var argument in launcher.Concat(start.Arguments))
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment.Clear();
        foreach (var (name, value) in start.Environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private void Signal(int signal)
    {
        if (Exited.IsCompleted)
        {
            return;
        }

        // Until setsid has run there is no such group yet, and without it there never is.
        if (!Signals.SendToGroup(Id, signal))
        {
            Signals.Send(Id, signal);
        }
    }

    private async Task<int> WatchAsync(Action<string> line)
    {
        _process.StandardInput.Close();
        var pumps = Task.WhenAll(LinePump.RunAsync(_process.StandardOutput, line), LinePump.RunAsync(_process.StandardError, line));
        await _process.WaitForExitAsync(CancellationToken.None);
        if (_canFollowParent)
        {
            // What the process left behind would hold its output open for ever.
            Signals.SendToGroup(Id, Signals.Kill);
        }

        await Task.WhenAny(pumps, Task.Delay(_outputGrace, _supervision));
        return _process.ExitCode;
    }
}
