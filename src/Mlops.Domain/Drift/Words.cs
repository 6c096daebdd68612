using System.Globalization;
using Mlops.Domain.Training;

namespace Mlops.Domain.Drift;

/// <summary>Numbers as sentences write them.</summary>
internal static class Words
{
    private const double Longest = 1e12;

    public static string Number(double value) => value.ToString(Math.Abs(value) switch { < 0.1 => "0.####", < Longest => "0.###", _ => "G4" }, CultureInfo.InvariantCulture);

    public static string Share(double value) => value.ToString("0.##%", CultureInfo.InvariantCulture);

    public static string Probability(double p) => p < 1e-4 ? p.ToString("0.#e-0", CultureInfo.InvariantCulture) : p.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Undefined(string metric) => BinaryMetrics.Names.Contains(metric)
        ? "the rows are all of one class, or have predictions that are no probabilities."
        : "the errors are too large to be squared and summed. Look for a label that cannot be true.";

    public static string Quality(string metric, MetricInterval now, int rows, double reference, double limit, bool worse, bool beyond)
    {
        var fact = $"{metric} is {Number(now.Value)} over {rows} rows (95% sure: {Number(now.Lower)} to {Number(now.Upper)}) and was {Number(reference)} on the holdout";
        return (worse, beyond) switch
        {
            (true, _) => $"{fact}: worse than the {Number(limit)} allowed.",
            (_, true) => $"{fact}: worse than the {Number(limit)} allowed, but with so few rows that may be chance.",
            _ => $"{fact}: within the {Number(limit)} allowed.",
        };
    }
}
