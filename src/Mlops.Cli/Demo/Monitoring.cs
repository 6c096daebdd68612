using System.Text.Json.Nodes;

namespace Mlops.Cli.Demo;

/// <summary>One monitoring: what the job found and what was done about it, as the Monitor machine's output has them.</summary>
internal sealed record Monitoring(string Id, JsonObject Findings, JsonObject Answer)
{
    public int Rows => Findings["rows"]!.GetValue<int>();

    public int RowsWithTruth => Findings["rowsWithTruth"]!.GetValue<int>();

    public bool IsDrift => Findings["drift"]!.GetValue<bool>();

    public IReadOnlyList<string> Reasons => [.. Findings["reasons"]!.AsArray().Select(reason => reason!.ToString())];

    public string Response => Answer["response"]!.ToString();

    public string? Because => Answer["reason"]?.ToString();
}
