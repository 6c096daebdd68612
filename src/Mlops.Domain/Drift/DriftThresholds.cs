namespace Mlops.Domain.Drift;

/// <summary>From which size a difference matters, and how sure one must be that it is not chance.</summary>
public sealed record DriftThresholds
{
    /// <summary>Population stability index beyond what chance alone gives. Chi-square is held against it too: divided by the rows, it measures the same.</summary>
    public double Psi { get; init; } = 0.2;

    /// <summary>Largest difference between the two cumulative distributions.</summary>
    public double Ks { get; init; } = 0.15;

    /// <summary>Jensen-Shannon distance (the root of the divergence in nats) beyond what chance alone gives.</summary>
    public double JensenShannon { get; init; } = 0.15;

    /// <summary>Growth of the share of missing values.</summary>
    public double MissingIncrease { get; init; } = 0.05;

    /// <summary>Share of rows with a category that the reference lacks, beyond what its rare categories lead one to expect.</summary>
    public double NewCategories { get; init; } = 0.02;

    /// <summary>Share of rows beyond the reference's smallest or largest value.</summary>
    public double OutOfRange { get; init; } = 0.05;

    /// <summary>How often, over all columns and tests together, equal data may be called drifted.</summary>
    public double Significance { get; init; } = 0.001;

    /// <summary>Fewer rows than this on either side are not judged.</summary>
    public int MinimumRows { get; init; } = 30;
}
