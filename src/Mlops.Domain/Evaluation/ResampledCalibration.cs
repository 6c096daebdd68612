using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary>Expected calibration error: per unit and tenth of the probabilities, by how much they miss.</summary>
internal sealed class ResampledCalibration : ResampledMetrics
{
    private readonly double[] _misses;
    private readonly double[] _rows;

    public ResampledCalibration(IReadOnlyList<string> names, ModelSample sample, ResampleUnits units)
        : base(names)
    {
        (_misses, _rows) = (new double[CalibrationBin.Count * units.Count], new double[units.Count]);
        for (var row = 0; row < sample.Rows; row++)
        {
            _misses[(CalibrationBin.Count * units.OfRow[row]) + CalibrationBin.Of(sample.Predictions[row])] += sample.Predictions[row] - (sample.Labels[row] == 1 ? 1 : 0);
            _rows[units.OfRow[row]]++;
        }
    }

    // A bin's rows times the distance of its means is the distance of its sums.
    public override void Measure(ReadOnlySpan<ushort> times, Span<double> values)
    {
        Span<double> misses = stackalloc double[CalibrationBin.Count];
        misses.Clear();
        var rows = 0.0;
        for (var unit = 0; unit < times.Length; unit++)
        {
            if (times[unit] == 0)
            {
                continue;
            }

            double weight = times[unit];
            rows += weight * _rows[unit];
            for (var bin = 0; bin < CalibrationBin.Count; bin++)
            {
                misses[bin] += weight * _misses[(CalibrationBin.Count * unit) + bin];
            }
        }

        var sum = 0.0;
        foreach (var miss in misses)
        {
            sum += Math.Abs(miss);
        }

        values[0] = sum / rows;
    }
}
