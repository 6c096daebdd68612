using System.CommandLine;
using System.Text.Json.Nodes;
using Mlops.Cli.Local;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops down</c>: stops the LocalCloud; its state stays for the next <c>up</c>.</summary>
internal static class DownCommand
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    public static Command Create(CliContext context)
    {
        var erase = new Option<bool>("--erase") { Description = "Also delete its state: buckets, runs, models, everything." };
        var json = Options.Json();
        var command = new Command("down", "Stop the LocalCloud that 'mlops up' started; its state is kept.") { erase, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = context.Workspace().LocalState;
            var stopped = await StopAsync(folder, cancellationToken);
            var erased = parsed.GetValue(erase) && Directory.Exists(folder);
            if (erased)
            {
                Directory.Delete(folder, recursive: true);
            }

            context.Output.Write(
                parsed.GetValue(json),
                () => new JsonObject { ["stopped"] = stopped, ["erased"] = erased },
                results => results.WriteLine((stopped ? "The LocalCloud has stopped" : "No LocalCloud was running") + (erased ? "; its state is deleted." : ".")));
            return ExitCode.Success;
        });
        return command.With("mlops down", "mlops down --erase                   # and start afresh next time");
    }

    internal static async Task<bool> StopAsync(string folder, CancellationToken cancellationToken)
    {
        if (LocalInstance.Running(folder) is not { } instance || instance.FindProcess() is not { } process)
        {
            return false;
        }

        using (process)
        {
            ProcessSignals.Terminate(process.Id);
            using var timeout = new CancellationTokenSource(Grace, TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            try
            {
                await process.WaitForExitAsync(either.Token);
            }
            catch (OperationCanceledException) when (timeout.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        LocalInstance.Forget(folder);
        return true;
    }
}
