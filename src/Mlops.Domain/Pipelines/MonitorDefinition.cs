namespace Mlops.Domain.Pipelines;

/// <summary>How the serving model is watched: how often, over which requests, and what counts as drift.</summary>
public sealed record MonitorDefinition
{
    /// <summary>False takes monitor, alarms and capture away.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How often the captured requests are judged, in whole hours from PT1H to P7D: a CloudWatch alarm looks back no further.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Requests captured within this time are judged, but none that an earlier champion answered; at least the interval.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(30);

    /// <summary>When drift persists, a run is asked for again after this long.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromDays(1);

    public DriftDefinition Features { get; init; } = new();

    public QualityDefinition Quality { get; init; } = new();

    public GroundTruthDefinition GroundTruth { get; init; } = new();
}

/// <summary>When the distribution of a feature counts as drifted. A statistic must exceed its threshold and be significant: few rows differ by chance.</summary>
public sealed record DriftDefinition
{
    /// <summary>Population stability index, beyond what the numbers of rows explain. Chi-square, divided by the rows, measures the same and is held against it too.</summary>
    public double Psi { get; init; } = 0.2;

    /// <summary>Kolmogorov-Smirnov distance of numeric features.</summary>
    public double KolmogorovSmirnov { get; init; } = 0.15;

    /// <summary>Jensen-Shannon distance, of numeric features over the reference's deciles; beyond what the numbers of rows explain.</summary>
    public double JensenShannon { get; init; } = 0.15;

    /// <summary>By how much the share of missing values may grow.</summary>
    public double Missing { get; init; } = 0.05;

    /// <summary>The share of values that may lie outside of what training saw: beyond its range, or of a new category.</summary>
    public double Unseen { get; init; } = 0.05;

    /// <summary>The probability that a report of a model without drift names any feature.</summary>
    public double Significance { get; init; } = 0.001;

    /// <summary>Fewer rows than this are reported but never count as drift.</summary>
    public int MinimumRows { get; init; } = 30;

    /// <summary>The share of drifted features above which the alarm goes off.</summary>
    public double MaximumDriftedShare { get; init; } = 0.3;
}

/// <summary>When the model counts as worse than it was, judged on requests whose truth has arrived.</summary>
public sealed record QualityDefinition
{
    /// <summary>Null is the gate's deciding metric.</summary>
    public string? Metric { get; init; }

    /// <summary>By which share of its value on the holdout an error may be worse; of what lies beyond guessing, a metric of classes may be lower (half of auc 0.7 is 0.6); and by how much r2, which has no scale. The confidence interval must exceed that, not the value alone.</summary>
    public double MaximumLoss { get; init; } = 0.25;
}

/// <summary>The labels that come true later: CSV files under <c>truth/&lt;pipeline&gt;/</c> in the data bucket.</summary>
public sealed record GroundTruthDefinition
{
    /// <summary>The columns that tell which request a truth belongs to; empty is the time column, and without one of those the quality is not judged, as each report says. <c>inferenceId</c> stands for the id that the caller gave the request.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>The files have every column of the training data, and runs learn from them too. Their arrival alone starts no run.</summary>
    public bool Learn { get; init; }
}
