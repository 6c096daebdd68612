using System.CommandLine;
using System.Runtime.InteropServices;
using Mlops.Cli.Local;

namespace Mlops.Cli.Commands;

/// <summary>The process behind <c>mlops up</c>: one LocalCloud, until it is told to stop.</summary>
internal static class LocalCloudCommand
{
    public static Command Create(CliContext context)
    {
        var state = new Option<string>("--state") { Required = true };
        var (port, account, region, speed) = (Options.Port(), Options.Account(), Options.Region(), Options.Speed());
        var empty = new Option<bool>("--empty");
        var command = new Command("localcloud", "Run a LocalCloud in the foreground.") { state, port, account, region, speed, empty };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = Path.GetFullPath(parsed.GetRequiredValue(state));
            var identity = StateIdentity.For(folder, parsed.GetValue(account), parsed.GetValue(region));
            var options = new LocalOptions
            {
                Port = parsed.GetValue(port),
                Account = identity.Account,
                Region = identity.Region,
                Speed = parsed.GetValue(speed),
                Empty = parsed.GetValue(empty),
            };
            return await RunAsync(context, folder, options, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string folder, LocalOptions options, CancellationToken cancellationToken)
    {
        // The terminal that started it may close; only SIGTERM and Ctrl-C end it.
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        try
        {
            await using var cloud = await AppCloud.StartAsync(context.Workspace(), folder, options with { ReportsEvents = true }, context.Output.Step, cancellationToken);
            new LocalInstance
            {
                ProcessId = Environment.ProcessId,
                Started = ProcessTable.StartOf(Environment.ProcessId)!.Value,
                Endpoint = cloud.Host.Endpoint,
                Account = options.Account,
                Region = options.Region,
            }.Save(folder);
            context.Output.Step($"Ready at {cloud.Host.Endpoint}");
            await UntilStoppedAsync(cancellationToken);
            LocalInstance.Forget(folder);
            return ExitCode.Success;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await LeaveReasonAsync(folder, e);
            throw;
        }
    }

    private static async Task LeaveReasonAsync(string folder, Exception reason)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var path = Daemon.ErrorFile(folder);
            await File.WriteAllTextAsync(path + ".tmp", Failures.Explain(reason).Message ?? $"The LocalCloud failed to start: {reason}", CancellationToken.None);
            File.Move(path + ".tmp", path, overwrite: true);
        }
        catch (IOException)
        {
            // Nothing can be written there, which then is the reason, and in the log if that has room.
        }
    }

    private static async Task UntilStoppedAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() => stopped.TrySetResult());
        await stopped.Task;
    }
}
