using System.Diagnostics;
using Mlops.Bench.Common;

namespace Mlops.Bench.LocalCloud;

/// <summary>The LocalCloud as <c>mlops up</c> starts it, on a state folder of the bench's own.</summary>
internal sealed class LocalCloudProcess(string cli, string root, string state)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Starts it, waits until it is ready, stops it: seconds until then, and MiB that it holds.</summary>
    public async Task<(double Seconds, double Memory)> RunAsync(params string[] options)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(Command(options)) ?? throw new InvalidOperationException("dotnet does not start.");
        process.BeginErrorReadLine();
        try
        {
            // It writes itself down when everything is deployed.
            while (!File.Exists(Path.Combine(state, "instance.json")))
            {
                if (process.HasExited || Stopwatch.GetElapsedTime(began) > Limit)
                {
                    throw new InvalidOperationException("The LocalCloud does not become ready.");
                }

                await Task.Delay(Look, TimeProvider.System);
            }

            return (Stopwatch.GetElapsedTime(began).TotalSeconds, ProcessMemory.OfTree(process.Id));
        }
        finally
        {
            await StopAsync(process);
        }
    }

    // As 'mlops down' does: it forgets its state file itself.
    private static async Task StopAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(Limit, TimeProvider.System);
    }

    private ProcessStartInfo Command(string[] options)
    {
        var start = new ProcessStartInfo("dotnet", [cli, "localcloud", "--state", state, "--port", $"{Loopback.FreePort()}", .. options]) { RedirectStandardError = true };
        start.Environment["MLOPS_ROOT"] = root;
        return start;
    }
}
