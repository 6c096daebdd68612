namespace Mlops.Domain.Evaluation;

/// <summary>R² of a resample, by its own mean.</summary>
internal sealed class ResampledDetermination : ResampledMetrics
{
    private readonly double[] _rows;
    private readonly double[] _deviations;
    private readonly double[] _squares;
    private readonly double[] _errors;

    public ResampledDetermination(IReadOnlyList<string> names, ModelSample sample, ResampleUnits units)
        : base(names)
    {
        (_rows, _deviations, _squares, _errors) = (new double[units.Count], new double[units.Count], new double[units.Count], new double[units.Count]);

        // Sums of squares of labels far from zero would lose every digit.
        var mean = sample.Labels.Average();
        for (var row = 0; row < sample.Rows; row++)
        {
            var (unit, deviation, error) = (units.OfRow[row], sample.Labels[row] - mean, sample.Predictions[row] - sample.Labels[row]);
            _rows[unit]++;
            _deviations[unit] += deviation;
            _squares[unit] += deviation * deviation;
            _errors[unit] += error * error;
        }
    }

    public override void Measure(ReadOnlySpan<ushort> times, Span<double> values)
    {
        double rows = 0, deviations = 0, squares = 0, errors = 0;
        for (var unit = 0; unit < times.Length; unit++)
        {
            double weight = times[unit];
            rows += weight * _rows[unit];
            deviations += weight * _deviations[unit];
            squares += weight * _squares[unit];
            errors += weight * _errors[unit];
        }

        var total = squares - (deviations * deviations / rows);
        values[0] = total > 0 ? 1 - (errors / total) : double.NaN;
    }
}
