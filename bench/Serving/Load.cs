using System.Diagnostics;
using System.Text.Json;

namespace Mlops.Bench.Serving;

/// <summary>So many clients that each ask for so many rows again as soon as they are answered.</summary>
internal sealed record Load(int Clients, int Rows)
{
    /// <summary>Puts the load on a server with <c>wrk</c>.</summary>
    public async Task<LoadResult> RunAsync(Server server, string body, string script, int seconds)
    {
        var start = new ProcessStartInfo("wrk", ["-t1", $"-c{Clients}", $"-d{seconds}s", "-s", script, server.Url + "/invocations"]) { RedirectStandardOutput = true };
        start.Environment["BODY"] = body;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("wrk does not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var said = JsonSerializer.Deserialize<LoadResult>(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], JsonSerializerOptions.Web)!;
        return said.Failures == 0 && said.Requests > 0 ? said : throw new InvalidOperationException($"{server.Name} failed under {this}: {output}");
    }
}

/// <summary>What <c>post.lua</c> says; latencies in microseconds.</summary>
internal sealed record LoadResult(long Requests, long Microseconds, long Failures, double P50, double P99)
{
    public double PerSecond => Requests * 1e6 / Microseconds;
}
