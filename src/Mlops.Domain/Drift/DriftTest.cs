using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Drift;

/// <summary>One statistic of one column. It is broken when its effect is beyond the threshold and chance is ruled out.</summary>
public sealed record DriftTest
{
    public required DriftStatistic Statistic { get; init; }

    /// <summary>The statistic as textbooks define it.</summary>
    public required double Value { get; init; }

    /// <summary>What is held against the threshold: the statistic less what chance alone gives with so many rows.</summary>
    public required double Effect { get; init; }

    /// <summary>Null for information that nothing is held against.</summary>
    public double? Threshold { get; init; }

    /// <summary>How often equal data differs this much.</summary>
    public double? PValue { get; init; }

    /// <summary>The p-value after Holm's correction for all tests of the analysis.</summary>
    public double? AdjustedPValue { get; init; }

    public bool Broken { get; init; }

    public required string Sentence { get; init; }

    /// <summary>This test with its verdict and the sentence that says it.</summary>
    internal DriftTest Judge(double adjusted, double significance)
    {
        var large = Effect > Threshold;
        var certain = adjusted <= significance;
        var verdict = (large, certain) switch
        {
            (true, true) => $"more than the {Words.Number(Threshold ?? 0)} allowed, and not by chance (p {Words.Probability(adjusted)})",
            (true, false) => $"more than the {Words.Number(Threshold ?? 0)} allowed, but chance does that with so few rows (p {Words.Probability(adjusted)})",
            _ => $"within the {Words.Number(Threshold ?? 0)} allowed",
        };
        return this with { AdjustedPValue = adjusted, Broken = large && certain, Sentence = $"{Sentence}: {verdict}." };
    }
}

/// <summary>The statistics that columns are compared by.</summary>
[JsonConverter(typeof(CamelCaseEnum<DriftStatistic>))]
public enum DriftStatistic
{
    /// <summary>Population stability index over the reference's deciles, or over categories.</summary>
    Psi,

    /// <summary>Two-sample Kolmogorov-Smirnov.</summary>
    KolmogorovSmirnov,

    /// <summary>Pearson's chi-square of the two samples' counts.</summary>
    ChiSquare,

    /// <summary>Jensen-Shannon distance: the root of the divergence in nats.</summary>
    JensenShannon,

    /// <summary>Change of the share of missing values.</summary>
    Missing,

    /// <summary>Share of rows whose category the reference lacks.</summary>
    NewCategories,

    /// <summary>Share of rows beyond the reference's range.</summary>
    OutOfRange,

    /// <summary>Difference of means in standard deviations of the reference. Information only.</summary>
    MeanShift,
}
