using Mlops.Algorithm.Reporting;
using Mlops.Domain.Drift;

namespace Mlops.Algorithm.Monitoring;

/// <summary>A column's statistics as a report shows them: what a person can picture first, the distances between distributions as numbers beside it.</summary>
internal static class ColumnWords
{
    private const double VisibleShift = 0.2;

    /// <summary>The statistics that are beyond their limit, and those that tell something though they are not.</summary>
    public static Markup Statistics(ColumnDrift column) => Markup.Join(column.Tests.Where(IsShown).Select(test => Markup.Of(
        $"<div class=\"statistic\" title=\"{test.Sentence}\"><span class=\"soft\">{Name(test.Statistic)}</span> {Value(test)}</div>")));

    /// <summary>What is wrong with a drifted column; that nothing is, with another.</summary>
    public static Markup Sentences(ColumnDrift column)
    {
        if (column.Status != ColumnStatus.Drifted)
        {
            return Markup.Of($"<span class=\"soft\">{column.Sentence}</span>");
        }

        var shift = column.Tests.Where(test => test.Statistic == DriftStatistic.MeanShift && test.Effect >= VisibleShift);
        var shares = column.Tests.Where(test => test.Broken && IsShare(test.Statistic)).ToList();
        var distances = column.Tests.Where(test => test.Broken && !IsShare(test.Statistic) && test.Statistic != DriftStatistic.ChiSquare).OrderByDescending(test => test.Effect / test.Threshold);

        // The mean decides nothing: beside it stands what does.
        return Markup.Join(shift.Concat(shares.Count > 0 ? shares : distances.Take(1)).Select(test => Markup.Of($"<div>{test.Sentence}</div>")));
    }

    // Chi-square says in another unit what PSI says.
    private static bool IsShown(DriftTest test) => test.Statistic switch
    {
        DriftStatistic.ChiSquare => false,
        DriftStatistic.Psi or DriftStatistic.MeanShift => true,
        _ when IsShare(test.Statistic) => test.Broken || test.Value > 0,
        _ => test.Broken,
    };

    private static Markup Value(DriftTest test)
    {
        var value = Text(test.Statistic, test.Value);
        return test.Broken ? Markup.Of($"<b>{value}</b> <span class=\"soft\">&gt; {Text(test.Statistic, test.Threshold ?? 0)}</span>") : Markup.Of($"{value}");
    }

    private static string Text(DriftStatistic statistic, double value) => IsShare(statistic) ? Figures.Share(value) : Figures.Short(value);

    private static bool IsShare(DriftStatistic statistic) => statistic is DriftStatistic.Missing or DriftStatistic.NewCategories or DriftStatistic.OutOfRange;

    private static string Name(DriftStatistic statistic) => statistic switch
    {
        DriftStatistic.Psi => "PSI",
        DriftStatistic.KolmogorovSmirnov => "KS",
        DriftStatistic.JensenShannon => "JS",
        DriftStatistic.Missing => "missing",
        DriftStatistic.NewCategories => "new",
        DriftStatistic.OutOfRange => "out of range",
        DriftStatistic.MeanShift => "mean, in σ",
        _ => "χ²",
    };
}
