using System.Globalization;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Drift;

/// <summary>Measures one column; what is drift is decided afterwards, by all tests of an analysis together.</summary>
internal sealed class ColumnComparison
{
    private const double SmallestExpected = 5;
    private const int Bins = 10;

    private readonly ColumnSample _whole;
    private readonly ColumnSample _reference;
    private readonly ColumnSample _current;
    private readonly DriftDefinition _thresholds;
    private readonly List<DriftTest> _tests = [];

    private ColumnComparison(SeasonReference season, ColumnBaseline reference, ColumnBaseline current, DriftDefinition thresholds)
    {
        Name = reference.Name;
        _thresholds = thresholds;
        _whole = ColumnSample.Of(reference, _ => 1);
        _reference = ColumnSample.Of(reference, season.Factor);
        _current = ColumnSample.Of(current, _ => 1);
        Comparable = reference.Kind == current.Kind;
        Enough = Math.Min(_reference.Rows, _current.Rows) >= FewestRows;
    }

    public string Name { get; }

    public bool Comparable { get; }

    public bool Enough { get; }

    public IReadOnlyList<DriftTest> Tests => _tests;

    private int FewestRows => Math.Max(2, _thresholds.MinimumRows);

    public static ColumnComparison Of(SeasonReference season, ColumnBaseline reference, ColumnBaseline current, DriftDefinition thresholds)
    {
        var comparison = new ColumnComparison(season, reference, current, thresholds);
        if (comparison is { Comparable: true, Enough: true })
        {
            comparison.Measure();
        }

        return comparison;
    }

    /// <summary>The column's verdict, given its tests as judged.</summary>
    public ColumnDrift Conclude(IReadOnlyList<DriftTest> tests)
    {
        var broken = tests.Where(test => test.Broken).ToList();
        var status = (Comparable, Enough, broken.Count) switch
        {
            (false, _, _) => ColumnStatus.NotComparable,
            (_, false, _) => ColumnStatus.NotEnoughRows,
            (_, _, > 0) => ColumnStatus.Drifted,
            _ => ColumnStatus.Stable,
        };
        return new ColumnDrift
        {
            Name = Name,
            Kind = _reference.Column.Kind,
            Status = status,
            RowsCurrent = Rows(_current),
            RowsReference = Rows(_reference),
            Severity = (broken.Count > 0 ? broken : tests).Where(test => test.Threshold > 0).Select(test => test.Effect / test.Threshold!.Value).DefaultIfEmpty(0).Max(),
            Tests = tests,
            Sentence = Sentence(status, broken),
        };
    }

    private string Sentence(ColumnStatus status, List<DriftTest> broken) => status switch
    {
        ColumnStatus.NotComparable => $"{Name} is {_reference.Column.Kind} in the reference and {_current.Column.Kind} now; it cannot be compared.",
        ColumnStatus.NotEnoughRows => $"{Name} has {Rows(_current)} rows now and {Rows(_reference)} in the reference; {FewestRows} are needed to judge it.",
        ColumnStatus.Drifted => $"{Name} has drifted. {string.Join(' ', broken.Select(test => test.Sentence))}",
        _ => $"{Name} is stable over {Rows(_current)} rows.",
    };

    private void Measure()
    {
        if (Math.Min(_reference.Present, _current.Present) >= FewestRows)
        {
            if (_reference.Column.Kind == ProfileKind.Numeric)
            {
                MeasureNumbers();
            }
            else
            {
                MeasureCategories();
            }
        }

        MeasureMissing();
    }

    private void MeasureNumbers()
    {
        MeasureHistograms(QuantileBins.Of(_reference.Numbers, Bins), "bins");
        var distance = KolmogorovSmirnov.Distance(_reference.Numbers, _current.Numbers);
        Add(DriftStatistic.KolmogorovSmirnov, distance, distance, _thresholds.KolmogorovSmirnov, KolmogorovSmirnov.PValue(distance, (long)Math.Round(_reference.Present), Present(_current)),
            $"Kolmogorov-Smirnov: the shares of values below some number differ by up to {Words.Share(distance)}");
        MeasureRange();
        if (_reference.StandardDeviation > 0)
        {
            var shift = (_current.Mean - _reference.Mean) / _reference.StandardDeviation;
            _tests.Add(new DriftTest
            {
                Statistic = DriftStatistic.MeanShift,
                Value = shift,
                Effect = Math.Abs(shift),
                Sentence = $"The mean is {Number(_current.Mean)} and was {Number(_reference.Mean)}: {Words.Number(Math.Abs(shift))} standard deviations {(shift < 0 ? "lower" : "higher")}.",
            });
        }
    }

    // The model learned from all months, so only what lies beyond all of them is out of its range.
    private void MeasureRange()
    {
        var (below, above) = (_whole.Numbers.Values[0], _whole.Numbers.Values[^1]);
        foreach (var month in _whole.Column.Months.Where(month => month.Numbers is { Count: > 0 }))
        {
            (below, above) = (Math.Min(below, month.Numbers!.Minimum), Math.Max(above, month.Numbers.Maximum));
        }

        var outside = 1 - ((_current.Numbers.WeightUpTo(above) - _current.Numbers.WeightUpTo(Math.BitDecrement(below))) / _current.Numbers.Total);
        var p = Proportions.BeyondRange((long)Math.Round(outside * _current.Present), Present(_current), (long)Math.Round(_whole.Present));
        // One of m + 1 equal rows is the smallest, and one the largest.
        Add(DriftStatistic.OutOfRange, outside, Math.Max(0, outside - (2 / (_whole.Present + 1))), _thresholds.Unseen, p,
            $"{Words.Share(outside)} of the rows lie outside the reference's range of {Number(below)} to {Number(above)}");
    }

    private void MeasureCategories()
    {
        var (reference, otherReference) = _reference.Categories();
        var (current, otherCurrent) = _current.Categories();
        double smaller = Math.Min(_reference.Present, _current.Present), both = _reference.Present + _current.Present;
        List<double> left = [], right = [];
        foreach (var category in reference.Keys.Union(current.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            double before = reference.GetValueOrDefault(category), now = current.GetValueOrDefault(category);
            if ((before + now) / both * smaller >= SmallestExpected)
            {
                left.Add(before);
                right.Add(now);
            }
            else
            {
                // Chi-square's distribution is not that of hundreds of bins with a row or two.
                otherReference += before;
                otherCurrent += now;
            }
        }

        if (otherReference + otherCurrent > 0)
        {
            left.Add(otherReference);
            right.Add(otherCurrent);
        }

        MeasureHistograms(([.. left], [.. right]), "categories");
        MeasureNewCategories();
    }

    private void MeasureNewCategories()
    {
        var (known, other) = _whole.Categories();
        var (current, otherCurrent) = _current.Categories();
        var unseen = (current.Where(entry => !known.ContainsKey(entry.Key)).Sum(entry => entry.Value) + otherCurrent) / _current.Present;
        // Good and Turing: the next row is of a new category as often as rows so far were the only one of theirs.
        double once = known.Values.Count(count => count < 1.5) + other, twice = known.Values.Count(count => count is > 1.5 and < 2.5);
        // That estimate is as uncertain as one from fewer rows: its variance is (once + 2·twice)/m².
        var certainty = once > 0 ? once / (once + (2 * twice)) : 1;
        var p = Proportions.FisherGreater((long)Math.Round(unseen * _current.Present), Present(_current), 1 + (long)(certainty * once), 1 + (long)(certainty * _whole.Present));
        Add(DriftStatistic.NewCategories, unseen, Math.Max(0, unseen - (once / _whole.Present)), _thresholds.Unseen, p,
            $"{Words.Share(unseen)} of the rows have a category that the reference lacks");
    }

    private void MeasureMissing()
    {
        var increase = _current.MissingShare - _reference.MissingShare;
        var p = Proportions.FisherGreater(Rows(_current) - Present(_current), Rows(_current), (long)Math.Round(_reference.MissingShare * _reference.Rows), Rows(_reference));
        Add(DriftStatistic.Missing, _current.MissingShare, increase, _thresholds.Missing, p,
            $"{Words.Share(_current.MissingShare)} of the values are missing and {Words.Share(_reference.MissingShare)} were");
    }

    private void MeasureHistograms((double[] Reference, double[] Current) bins, string what) => MeasureHistograms(bins.Reference, bins.Current, what);

    private void MeasureHistograms(QuantileBins bins, string what) =>
        MeasureHistograms(bins.Count(_reference.Numbers, _reference.Present), bins.Count(_current.Numbers, _current.Present), what);

    private void MeasureHistograms(double[] reference, double[] current, string what)
    {
        var chi = ChiSquare.Of(reference, current);
        var rows = (1 / _reference.Present) + (1 / _current.Present);
        // Without drift PSI and chi-square·(1/n + 1/m) have this mean, and the squared Jensen-Shannon distance an eighth of it.
        var chance = chi.DegreesOfFreedom * rows;
        var psi = Divergence.Psi(reference, current);
        Add(DriftStatistic.Psi, psi, Math.Max(0, psi - chance), _thresholds.Psi, chi.PValue,
            $"PSI is {Words.Number(psi)} over {chi.DegreesOfFreedom + 1} {what}, where chance gives {Words.Number(chance)}");
        Add(DriftStatistic.ChiSquare, chi.Statistic, Math.Max(0, (chi.Statistic * rows) - chance), _thresholds.Psi, chi.PValue,
            $"Chi-square is {Words.Number(chi.Statistic)} with {chi.DegreesOfFreedom} degrees of freedom");
        var distance = Divergence.JensenShannon(reference, current);
        Add(DriftStatistic.JensenShannon, distance, Math.Sqrt(Math.Max(0, (distance * distance) - (chance / 8))), _thresholds.JensenShannon, chi.PValue,
            $"Jensen-Shannon distance is {Words.Number(distance)}, where chance gives {Words.Number(Math.Sqrt(chance / 8))}");
    }

    private void Add(DriftStatistic statistic, double value, double effect, double threshold, double p, string fact) =>
        _tests.Add(new DriftTest { Statistic = statistic, Value = value, Effect = effect, Threshold = threshold, PValue = p, Sentence = fact });

    private static long Rows(ColumnSample sample) => (long)Math.Round(sample.Rows);

    private static long Present(ColumnSample sample) => (long)Math.Round(sample.Present);

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
