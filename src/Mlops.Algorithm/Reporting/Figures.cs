using System.Globalization;

namespace Mlops.Algorithm.Reporting;

/// <summary>Numbers as people read them in a report.</summary>
internal static class Figures
{
    // Not a culture of the machine: globalization is invariant in the container and its group separator is this one.
    public static NumberFormatInfo English { get; } = CultureInfo.InvariantCulture.NumberFormat;

    public static string Count(long number) => number.ToString("N0", English);

    /// <summary>Such as <c>1 file</c> and <c>1,204 files</c>.</summary>
    public static string Count(long number, string noun) => $"{Count(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>Such as <c>12.3 %</c>.</summary>
    public static string Share(double share) => double.IsFinite(share) ? (share * 100).ToString("0.#", English) + "\u00A0%" : "–";

    /// <summary>About four significant digits.</summary>
    public static string Short(double? number) => number switch
    {
        null => "–",
        { } value when !double.IsFinite(value) => "–",
        0 => "0",
        { } value when Math.Abs(value) is >= 1e6 or < 1e-3 => value.ToString("0.###e0", English),
        { } value when Math.Abs(value) >= 1000 => value.ToString("0", English),
        { } value when Math.Abs(value) >= 100 => value.ToString("0.#", English),
        { } value when Math.Abs(value) >= 1 => value.ToString("0.###", English),
        { } value => value.ToString("0.####", English),
    };

    /// <summary>How many times as much; beyond ten only whole.</summary>
    public static string Factor(double factor) => factor.ToString(factor < 10 ? "0.#" : "#,0", English);
}
