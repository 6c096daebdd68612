using System.Globalization;

namespace Mlops.Domain.Evaluation;

/// <summary>Numbers and endings as the gate's sentences write them.</summary>
internal static class GateWords
{
    public static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>A figure beside others, with about four digits.</summary>
    public static string Figure(double value) => value.ToString(Math.Abs(value) switch { < 0.1 => "0.####", < 100 => "0.###", _ => "0.#" }, CultureInfo.InvariantCulture);

    public static string Share(double value) => value.ToString("0.##%", CultureInfo.InvariantCulture);

    /// <summary>An interval that is one of several.</summary>
    public static string Sure(double? confidence, int slices, double lower, double upper) =>
        $"{Share(confidence ?? PairedBootstrap.DefaultConfidence)} sure{(slices > 1 ? $" of all {slices} together" : "")}: {Figure(lower)} to {Figure(upper)}";

    public static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");

    public static string End(bool passed) => passed ? "passed" : "refused";

    /// <summary>A rule whose figures the evaluation does not have: what cannot be shown to hold does not hold.</summary>
    public static GateRule Absent(string rule, string metric, string? column, double? limit, string what) => new()
    {
        Rule = rule,
        Metric = metric,
        Column = column,
        Limit = limit,
        Passed = false,
        Sentence = $"{what}: refused.",
    };
}
