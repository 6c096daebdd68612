using System.Diagnostics;
using System.Globalization;

namespace Mlops.Cli.Local;

/// <summary>Starts the LocalCloud as a process of its own that outlives the command, and waits until it is ready.</summary>
internal static class Daemon
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static string LogFile(Workspace workspace) => Path.Combine(workspace.LocalState, "localcloud.log");

    /// <summary>Where a process that could not start leaves the reason.</summary>
    public static string ErrorFile(string stateFolder) => Path.Combine(stateFolder, "startup-error.txt");

    public static async Task<LocalInstance> StartAsync(Workspace workspace, LocalOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(workspace.LocalState);
        File.Delete(ErrorFile(workspace.LocalState));
        LocalInstance.Forget(workspace.LocalState);
        using var shell = Process.Start(Command(workspace, options)) ?? throw new CliException("/bin/sh could not be started.");
        await shell.WaitForExitAsync(cancellationToken);

        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < StartLimit)
        {
            if (LocalInstance.Running(workspace.LocalState) is { } instance)
            {
                return instance;
            }

            if (File.Exists(ErrorFile(workspace.LocalState)))
            {
                throw new CliException(await File.ReadAllTextAsync(ErrorFile(workspace.LocalState), cancellationToken));
            }

            await Task.Delay(Look, clock, cancellationToken);
        }

        throw new CliException($"The LocalCloud did not start within {StartLimit.TotalSeconds} s; see {LogFile(workspace)}.", ExitCode.Failure);
    }

    /// <summary>A shell puts it in the background, without this command's terminal: nothing of the arguments is evaluated.</summary>
    private static ProcessStartInfo Command(Workspace workspace, LocalOptions options)
    {
        var start = new ProcessStartInfo("/bin/sh");
        var command = new List<string>
        {
            "-c", "log=$1; shift; nohup \"$@\" >>\"$log\" 2>&1 </dev/null &", "sh", LogFile(workspace),
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
