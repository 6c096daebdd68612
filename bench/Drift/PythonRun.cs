using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Mlops.Bench.Drift;

/// <summary>What pandas and scipy needed and found.</summary>
internal sealed record PythonRun(string Versions, Time Read, Time Statistics, Figures[] Columns)
{
    public static PythonRun Of(string python, string script, string reference, string current, int repeats)
    {
        using var process = Process.Start(new ProcessStartInfo(python, [script, reference, current, $"{repeats}"]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{python} did not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{script} ended with {process.ExitCode}.");
        }

        var json = JsonNode.Parse(output)!;
        return new((string)json["versions"]!, TimeOf(json["read"]!), TimeOf(json["statistics"]!),
            [.. json["columns"]!.AsArray().Select(column => new Figures((double)column!["psi"]!, (double)column["chi2"]!, (double)column["js"]!, (double)column["ks"]!))]);
    }

    private static Time TimeOf(JsonNode node) => new((double)node["wall"]!, (double)node["processor"]!);
}
