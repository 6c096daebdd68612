namespace Mlops.Domain.Training;

/// <summary>Rows of a binary classification in the order of their probabilities, so that every metric of them, or of a resample of them, takes one pass.</summary>
public sealed class BinarySample
{
    // A probability of exactly 0 or 1 that is wrong would cost without limit: scikit-learn stops at the precision of a double, too.
    private static readonly double Least = Math.BitIncrement(1.0) - 1.0;

    private readonly double[] _probabilities;
    private readonly bool[] _positive;
    private readonly int[] _once;
    private readonly double _threshold;

    /// <param name="labels">1 is positive.</param>
    /// <param name="probabilities">Of the positive class, from 0 to 1.</param>
    /// <param name="threshold">From this probability on a row is said to be positive.</param>
    public BinarySample(IReadOnlyList<double> labels, IReadOnlyList<double> probabilities, double threshold)
    {
        _threshold = threshold;
        _probabilities = [.. probabilities.Select(probability => -probability)];
        _positive = [.. labels.Select(label => label == 1)];
        Array.Sort(_probabilities, _positive);
        for (var i = 0; i < _probabilities.Length; i++)
        {
            _probabilities[i] = -_probabilities[i];
        }

        _once = new int[_positive.Length];
        Array.Fill(_once, 1);
    }

    public int Rows => _positive.Length;

    /// <summary>The share of positive rows.</summary>
    public double BaseRate => (double)_positive.Count(positive => positive) / Rows;

    public double Value(string metric) => Value(metric, _once);

    /// <summary>A metric of the rows as often as <paramref name="times"/> says, in the order of falling probabilities; NaN when no row of one class is left.</summary>
    public double Value(string metric, ReadOnlySpan<int> times) => metric switch
    {
        BinaryMetrics.Auc => RankMetrics(times).Auc,
        BinaryMetrics.AveragePrecision => RankMetrics(times).AveragePrecision,
        BinaryMetrics.LogLoss => Mean(times, LogLossOf),
        BinaryMetrics.Brier => Mean(times, static (probability, positive) => (positive ? 1 - probability : probability) * (positive ? 1 - probability : probability)),
        BinaryMetrics.CalibrationError => CalibrationBin.Error(Calibration(times)),
        _ => Confusion(times).Value(metric),
    };

    public ConfusionMatrix Confusion() => Confusion(_once);

    public IReadOnlyList<CalibrationBin> Calibration() => Calibration(_once);

    /// <summary>The threshold that makes the largest F1 of these rows, the highest of several.</summary>
    public double BestF1Threshold()
    {
        var positives = _positive.Count(positive => positive);
        var (best, threshold, hits) = (-1.0, 1.0, 0);
        for (var i = 0; i < Rows; i++)
        {
            hits += _positive[i] ? 1 : 0;
            var f1 = 2.0 * hits / (i + 1 + positives);
            if (f1 > best && (i == Rows - 1 || _probabilities[i + 1] < _probabilities[i]))
            {
                (best, threshold) = (f1, _probabilities[i]);
            }
        }

        return threshold;
    }

    // Rows of one probability count as one step of the curve: a tie is half a win.
    private (double Auc, double AveragePrecision) RankMetrics(ReadOnlySpan<int> times)
    {
        double hits = 0, misses = 0, wins = 0, precision = 0;
        for (var i = 0; i < Rows;)
        {
            double positive = 0, negative = 0;
            for (var probability = _probabilities[i]; i < Rows && _probabilities[i] == probability; i++)
            {
                positive += _positive[i] ? times[i] : 0;
                negative += _positive[i] ? 0 : times[i];
            }

            wins += negative * (hits + (positive / 2));
            hits += positive;
            misses += negative;
            precision += positive > 0 ? positive * hits / (hits + misses) : 0;
        }

        return (wins / (hits * misses), precision / hits);
    }

    private double Mean(ReadOnlySpan<int> times, Func<double, bool, double> loss)
    {
        var (sum, rows) = (default(CompensatedSum), 0L);
        for (var i = 0; i < Rows; i++)
        {
            sum.Add(times[i] * loss(_probabilities[i], _positive[i]));
            rows += times[i];
        }

        return sum.Value / rows;
    }

    internal static double LogLossOf(double probability, bool positive)
    {
        var likely = Math.Clamp(probability, Least, 1 - Least);
        return -Math.Log(positive ? likely : 1 - likely);
    }

    private ConfusionMatrix Confusion(ReadOnlySpan<int> times)
    {
        long truePositive = 0, falsePositive = 0, falseNegative = 0, trueNegative = 0;
        for (var i = 0; i < Rows; i++)
        {
            var said = _probabilities[i] >= _threshold;
            truePositive += said && _positive[i] ? times[i] : 0;
            falsePositive += said && !_positive[i] ? times[i] : 0;
            falseNegative += !said && _positive[i] ? times[i] : 0;
            trueNegative += !said && !_positive[i] ? times[i] : 0;
        }

        return new(truePositive, falsePositive, falseNegative, trueNegative);
    }

    private CalibrationBin[] Calibration(ReadOnlySpan<int> times)
    {
        var (rows, probabilities, positives) = (new long[CalibrationBin.Count], new double[CalibrationBin.Count], new long[CalibrationBin.Count]);
        for (var i = 0; i < Rows; i++)
        {
            var bin = CalibrationBin.Of(_probabilities[i]);
            rows[bin] += times[i];
            probabilities[bin] += times[i] * _probabilities[i];
            positives[bin] += _positive[i] ? times[i] : 0;
        }

        return [.. Enumerable.Range(0, CalibrationBin.Count).Where(bin => rows[bin] > 0)
            .Select(bin => new CalibrationBin((double)bin / CalibrationBin.Count, rows[bin], probabilities[bin] / rows[bin], (double)positives[bin] / rows[bin]))];
    }
}
