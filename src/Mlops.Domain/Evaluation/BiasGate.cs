using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Evaluation;

/// <summary>How differently groups may be treated: one rule a sensitive column and limit.</summary>
internal static class BiasGate
{
    public static IEnumerable<GateRule> Rules(BiasLimitsDefinition limits, EvaluationReport evaluation) =>
        limits.Columns.SelectMany(column => Column(limits, column, evaluation.Bias?.FirstOrDefault(facet => facet.Column == column)));

    private static IEnumerable<GateRule> Column(BiasLimitsDefinition limits, string column, FacetReport? facet)
    {
        var figures = facet?.Challenger;
        var groups = figures?.Groups ?? [];
        if (limits.MaximumDemographicParityDifference is { } difference)
        {
            yield return Rule(column, facet, new("demographicParityDifference", figures?.DemographicParityDifference, difference, IsMinimum: false, Shares(groups, group => group.PredictedPositiveShare, "said to be positive"), null));
        }

        if (limits.MinimumDemographicParityRatio is { } ratio)
        {
            yield return Rule(column, facet, new("demographicParityRatio", figures?.DemographicParityRatio, ratio, IsMinimum: true, Shares(groups, group => group.PredictedPositiveShare, "said to be positive"), null));
        }

        if (limits.MaximumEqualizedOddsDifference is { } odds)
        {
            yield return Rule(column, facet, new("equalizedOddsDifference", figures?.EqualizedOddsDifference, odds, IsMinimum: false, Odds(groups), null));
        }

        if (limits.MaximumDifferenceInPositiveProportions is { } proportions)
        {
            var worst = groups.Where(group => group.Dppl is not null).MaxBy(group => Math.Abs(group.Dppl!.Value));
            var words = worst is null ? "" : $"of {worst.Value} {GateWords.Share(worst.PredictedPositiveShare)} are said to be positive, of all others {GateWords.Share(worst.PredictedPositiveShare + worst.Dppl!.Value)}; the labels differ by {GateWords.Figure(worst.Dpl ?? 0)}";
            yield return Rule(column, facet, new("differenceInPositiveProportions", facet?.Reason is null && worst?.Dppl is { } dppl ? Math.Abs(dppl) : null, proportions, IsMinimum: false, words, worst?.Value));
        }
    }

    private static GateRule Rule(string column, FacetReport? facet, Figure figure)
    {
        if (figure.Value is not { } value)
        {
            var why = facet is null ? "the evaluation has no figures of it" : facet.Reason ?? "fewer than two groups have rows of the classes that it takes";
            return GateWords.Absent("bias", figure.Name, column, figure.Limit, $"{figure.Name} of {column} cannot be told: {why}");
        }

        var passed = figure.IsMinimum ? value >= figure.Limit : value <= figure.Limit;
        return new()
        {
            Rule = "bias",
            Metric = figure.Name,
            Column = column,
            Slice = figure.Group,
            Value = value,
            Limit = figure.Limit,
            Passed = passed,
            Sentence = $"{figure.Name} of {column} is {GateWords.Figure(value)} ({figure.Words}) and must be at {(figure.IsMinimum ? "least" : "most")} {GateWords.Number(figure.Limit)}: {GateWords.End(passed)}.",
        };
    }

    private static string Odds(IReadOnlyList<FacetGroup> groups)
    {
        var (hits, alarms) = (Spread(groups, group => group.TruePositiveRate), Spread(groups, group => group.FalsePositiveRate));
        return hits >= alarms || alarms is null
            ? Shares(groups, group => group.TruePositiveRate, "of the positive rows found")
            : Shares(groups, group => group.FalsePositiveRate, "of the negative rows said to be positive");
    }

    private static double? Spread(IReadOnlyList<FacetGroup> groups, Func<FacetGroup, double?> share) => groups.Max(share) - groups.Min(share);

    private static string Shares(IReadOnlyList<FacetGroup> groups, Func<FacetGroup, double?> share, string what)
    {
        var known = groups.Where(group => share(group) is not null).ToList();
        return known.Count == 0 ? "" : $"{what}: {Told(known.MaxBy(share)!, share)}, {Told(known.MinBy(share)!, share)}";
    }

    private static string Told(FacetGroup group, Func<FacetGroup, double?> share) => $"{GateWords.Share(share(group)!.Value)} of {group.Value}";

    private sealed record Figure(string Name, double? Value, double Limit, bool IsMinimum, string Words, string? Group);
}
