using System.Globalization;

namespace Mlops.Bench.Common;

/// <summary>docs/benchmarks.md: each bench owns what stands between its two markers and leaves the rest.</summary>
public static class BenchmarkPage
{
    private const string Title = "# Benchmarks\n\nEach section is written by the command that it names; `bench/run.sh all` runs them all. Absolute times are of the machine that they ran on: ratios within a section are of one run, in which both sides alternate.\n";

    public static void Write(string page, string bench, string section)
    {
        var (begin, end) = ($"<!-- bench/run.sh {bench} -->", $"<!-- end of {bench} -->");
        var text = File.Exists(page) ? File.ReadAllText(page) : Title;
        var block = $"{begin}\n{section.Trim()}\n{end}\n";
        var start = text.IndexOf(begin, StringComparison.Ordinal);
        var stop = start < 0 ? -1 : text.IndexOf(end, start, StringComparison.Ordinal);
        File.WriteAllText(page, stop < 0 ? $"{text.TrimEnd()}\n\n{block}" : text[..start] + block + text[(stop + end.Length)..].TrimStart('\n').Insert(0, "\n"));
        Console.WriteLine(section);
        Console.WriteLine($"Wrote {page}.");
    }

    /// <summary>A row of a Markdown table.</summary>
    public static string Row(params string[] cells) => $"| {string.Join(" | ", cells)} |";

    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>How many times as much the other is, such as <c>12x</c>; one digit after the point below ten.</summary>
    public static string Times(double other, double own) => Number(other / own, other / own < 10 ? "0.0x" : "0x");
}
