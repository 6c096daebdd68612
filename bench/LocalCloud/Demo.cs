using System.Diagnostics;
using System.Text.Json;

namespace Mlops.Bench.LocalCloud;

/// <summary>What <c>mlops demo --json</c> says of itself: seconds from the first file dropped, those in which jobs worked, MiB at most.</summary>
internal sealed record Demo(bool Ok, double Seconds, double JobSeconds, double PeakMemoryMiB)
{
    public double Overhead => Seconds - JobSeconds;

    public static async Task<Demo> RunAsync(string cli, string root)
    {
        var start = new ProcessStartInfo("dotnet", [cli, "demo", "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MLOPS_ROOT"] = root;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        process.BeginErrorReadLine();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var demo = process.ExitCode == 0 ? JsonSerializer.Deserialize<Demo>(output, JsonSerializerOptions.Web) : null;
        return demo is { Ok: true } ? demo : throw new InvalidOperationException($"The demo ended with {process.ExitCode}: {output}");
    }
}
