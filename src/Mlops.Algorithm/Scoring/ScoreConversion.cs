using System.Globalization;

namespace Mlops.Algorithm.Scoring;

/// <summary>What an objective makes of the sum of the trees.</summary>
/// <remarks><c>ConvertOutput</c> in https://github.com/microsoft/LightGBM/tree/v4.6.0/src/objective</remarks>
internal sealed class ScoreConversion
{
    private readonly Func<double, double>? _convert;

    private ScoreConversion(Func<double, double>? convert) => _convert = convert;

    /// <summary>Reads the objective of a model, its name and its options: <c>binary sigmoid:1</c>.</summary>
    public static ScoreConversion Parse(string objective)
    {
        var (name, options) = objective.Split(' ') is [var first, .. var rest] ? (first, rest) : ("", []);
        return (name, options) switch
        {
            ("regression" or "regression_l1" or "mape" or "fair" or "quantile", ["sqrt"]) => new(score => Math.Sign(score) * score * score),
            ("regression" or "regression_l1" or "mape" or "fair" or "quantile" or "huber", []) => new(null),
            ("poisson" or "gamma" or "tweedie", []) => new(Math.Exp),
            ("binary", [var option]) when Sigmoid(option) is { } sigmoid => new(score => 1 / (1 + Math.Exp(-sigmoid * score))),
            _ => throw new ModelFormatException($"its objective is '{objective}', which this container does not score"),
        };
    }

    public void Apply(Span<double> scores)
    {
        if (_convert is null)
        {
            return;
        }

        foreach (ref var score in scores)
        {
            score = _convert(score);
        }
    }

    private static double? Sigmoid(string option) =>
        option.StartsWith("sigmoid:", StringComparison.Ordinal)
        && double.TryParse(option.AsSpan("sigmoid:".Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var sigmoid) && sigmoid > 0
            ? sigmoid
            : null;
}
