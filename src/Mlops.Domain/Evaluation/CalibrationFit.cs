using System.Text.Json.Serialization;
using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary>Whether probabilities are right on average, and whether they are too bold or too timid.</summary>
/// <remarks>Slope and intercept are those of a logistic regression of the label on the log-odds (Cox 1958): 1 and 0 when the probabilities are right, a slope below 1 when they are too extreme.</remarks>
public sealed record CalibrationFit
{
    private const double Least = 1e-6;
    private const int MostSteps = 50;

    /// <summary>The mean probability less the share of positive rows: calibration-in-the-large.</summary>
    public required double InTheLarge { get; init; }

    /// <summary>Null where the fit has no answer: one probability for all rows, or classes that it separates.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Slope { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Intercept { get; init; }

    public static CalibrationFit Of(IReadOnlyList<double> labels, IReadOnlyList<double> probabilities)
    {
        var (sum, positive) = (default(CompensatedSum), 0);
        for (var row = 0; row < labels.Count; row++)
        {
            sum.Add(probabilities[row]);
            positive += labels[row] == 1 ? 1 : 0;
        }

        var line = Line(labels, [.. probabilities.Select(LogOdds)]);
        return new() { InTheLarge = (sum.Value - positive) / labels.Count, Slope = line?.Slope, Intercept = line?.Intercept };
    }

    // Newton's method on two parameters; the log-likelihood is concave, so that what it comes to rest at is the maximum. It begins where every row
    // weighs the same: from a slope of 1 the first step leaps beyond the answer when probabilities are far too bold.
    private static (double Slope, double Intercept)? Line(IReadOnlyList<double> labels, double[] odds)
    {
        var (intercept, slope) = (0.0, 0.0);
        for (var step = 0; step < MostSteps; step++)
        {
            var (a, b, aa, ab, bb) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for (var row = 0; row < odds.Length; row++)
            {
                var probability = 1 / (1 + Math.Exp(-(intercept + (slope * odds[row]))));
                var (miss, weight) = ((labels[row] == 1 ? 1 : 0) - probability, probability * (1 - probability));
                a += miss;
                b += miss * odds[row];
                aa += weight;
                ab += weight * odds[row];
                bb += weight * odds[row] * odds[row];
            }

            var determinant = (aa * bb) - (ab * ab);
            if (!(determinant > 1e-12 * Math.Max(1, aa * bb)))
            {
                return null;
            }

            var (up, right) = (((bb * a) - (ab * b)) / determinant, ((aa * b) - (ab * a)) / determinant);
            (intercept, slope) = (intercept + up, slope + right);
            if (Math.Abs(up) + Math.Abs(right) < 1e-10)
            {
                return (slope, intercept);
            }
        }

        return null;
    }

    private static double LogOdds(double probability)
    {
        var likely = Math.Clamp(probability, Least, 1 - Least);
        return Math.Log(likely / (1 - likely));
    }
}
