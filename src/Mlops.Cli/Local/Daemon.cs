using System.Diagnostics;
using System.Globalization;

namespace Mlops.Cli.Local;

/// <summary>Starts the LocalCloud as a process of its own that outlives the command, and waits until it is ready.</summary>
internal static class Daemon
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Puts a process in the background, in a session of its own where the machine can do that: Ctrl-C in this terminal is
    /// not meant for it. Nothing of the arguments is evaluated.
    /// </summary>
    private const string Script = """
        log=$1; shift
        command -v setsid >/dev/null 2>&1 && set -- setsid "$@"
        nohup "$@" >>"$log" 2>&1 </dev/null &
        echo $!
        """;

    public static string LogFile(Workspace workspace) => Path.Combine(workspace.LocalState, "localcloud.log");

    /// <summary>Where a process that could not start leaves the reason.</summary>
    public static string ErrorFile(string stateFolder) => Path.Combine(stateFolder, "startup-error.txt");

    /// <exception cref="CliException">It could not start; nothing of it runs on.</exception>
    public static async Task<LocalInstance> StartAsync(Workspace workspace, LocalOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(workspace.LocalState);
        File.Delete(ErrorFile(workspace.LocalState));
        LocalInstance.Forget(workspace.LocalState);
        var process = await LaunchAsync(workspace, options, cancellationToken);
        try
        {
            return await AwaitAsync(workspace, process, clock, cancellationToken);
        }
        catch
        {
            ProcessSignals.Terminate(process);
            throw;
        }
    }

    private static async Task<LocalInstance> AwaitAsync(Workspace workspace, int process, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < StartLimit)
        {
            // Asked first: what an ending process wrote is there once it has ended.
            var lives = ProcessTable.StartOf(process) is not null;
            if (LocalInstance.Running(workspace.LocalState) is { } instance)
            {
                return instance;
            }

            if (File.Exists(ErrorFile(workspace.LocalState)))
            {
                throw new CliException(await File.ReadAllTextAsync(ErrorFile(workspace.LocalState), cancellationToken));
            }

            if (!lives)
            {
                throw new CliException($"The LocalCloud ended while it started, and could not write down why, as happens on a full disk; see {LogFile(workspace)}.", ExitCode.Failure);
            }

            await Task.Delay(Look, clock, cancellationToken);
        }

        throw new CliException($"The LocalCloud did not start within {StartLimit.TotalSeconds} s; see {LogFile(workspace)}.", ExitCode.Failure);
    }

    private static async Task<int> LaunchAsync(Workspace workspace, LocalOptions options, CancellationToken cancellationToken)
    {
        using var shell = Process.Start(Command(workspace, options)) ?? throw new CliException("/bin/sh could not be started.");
        var process = await shell.StandardOutput.ReadToEndAsync(cancellationToken);
        await shell.WaitForExitAsync(cancellationToken);
        return int.TryParse(process, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new CliException($"/bin/sh could not start the LocalCloud in the background; see {LogFile(workspace)}.");
    }

    private static ProcessStartInfo Command(Workspace workspace, LocalOptions options)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true };
        var command = new List<string>
        {
            "-c", Script, "sh", LogFile(workspace),
            Environment.ProcessPath!, typeof(Daemon).Assembly.Location, "localcloud",
            "--state", workspace.LocalState,
            "--port", options.Port.ToString(CultureInfo.InvariantCulture),
            "--account", options.Account,
            "--region", options.Region,
            "--speed", options.Speed.ToString(CultureInfo.InvariantCulture),
        };
        if (options.Empty)
        {
            command.Add("--empty");
        }

        command.ForEach(start.ArgumentList.Add);
        return start;
    }
}
