using System.Globalization;

namespace Mlops.Domain.Evaluation;

/// <summary>Differences between groups of rows in what a classifier says of them.</summary>
/// <remarks>
/// Demographic parity and equalized odds as fairlearn defines them, over all pairs of groups. DPL and DPPL as SageMaker Clarify does, a group against all other rows:
/// https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-post-training-bias-metric-dppl.html
/// </remarks>
public static class BiasAnalysis
{
    public static FacetReport Of(string column, IReadOnlyList<RowGroup> groups, int minimumRows, ModelSample challenger, ModelSample? champion)
    {
        List<RowGroup> judged = [.. groups.Where(group => group.Rows.Count >= minimumRows)];
        return new()
        {
            Column = column,
            MinimumRows = minimumRows,
            Reason = judged.Count >= 2 ? null : string.Create(CultureInfo.InvariantCulture, $"{(judged.Count == 0 ? "no value" : "only one value")} of {column} has {minimumRows} rows, and two groups are needed to differ"),
            Challenger = Figures(judged, challenger),
            Champion = champion is null ? null : Figures(judged, champion),
        };
    }

    private static FacetFigures Figures(List<RowGroup> groups, ModelSample sample)
    {
        var all = Counts.Of(sample, Enumerable.Range(0, sample.Rows));
        List<FacetGroup> found = [.. groups.Select(group => Group(group, Counts.Of(sample, group.Rows), all))];
        var said = found.Select(group => group.PredictedPositiveShare).ToList();
        return new()
        {
            DemographicParityDifference = Range(said),
            DemographicParityRatio = said.Count < 2 ? null : said.Max() == 0 ? 1 : said.Min() / said.Max(),
            EqualizedOddsDifference = Worst(Range(found.Select(group => group.TruePositiveRate).OfType<double>()), Range(found.Select(group => group.FalsePositiveRate).OfType<double>())),
            Groups = found,
        };
    }

    private static FacetGroup Group(RowGroup group, Counts own, Counts all) => new()
    {
        Value = group.Value,
        Rows = own.Rows,
        PositiveShare = (double)own.Positive / own.Rows,
        PredictedPositiveShare = (double)own.Said / own.Rows,
        TruePositiveRate = Share(own.Hits, own.Positive),
        FalsePositiveRate = Share(own.Said - own.Hits, own.Rows - own.Positive),
        Dpl = Share(all.Positive - own.Positive, all.Rows - own.Rows) - ((double)own.Positive / own.Rows),
        Dppl = Share(all.Said - own.Said, all.Rows - own.Rows) - ((double)own.Said / own.Rows),
    };

    private static double? Share(int part, int whole) => whole == 0 ? null : (double)part / whole;

    private static double? Range(IEnumerable<double> shares) => shares.ToList() is { Count: >= 2 } found ? found.Max() - found.Min() : null;

    // Equalized odds are both: half of them says nothing of the other.
    private static double? Worst(double? one, double? other) => one is null || other is null ? null : Math.Max(one.Value, other.Value);

    private readonly record struct Counts(int Rows, int Positive, int Said, int Hits)
    {
        public static Counts Of(ModelSample sample, IEnumerable<int> rows)
        {
            var counts = default(Counts);
            foreach (var row in rows)
            {
                var (positive, said) = (sample.Labels[row] == 1, sample.IsSaid(row));
                counts = new(counts.Rows + 1, counts.Positive + (positive ? 1 : 0), counts.Said + (said ? 1 : 0), counts.Hits + (positive && said ? 1 : 0));
            }

            return counts;
        }
    }
}
