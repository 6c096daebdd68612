namespace Mlops.Domain.Datasets;

/// <summary><c>last-verdict.json</c>: what the last run that reached a verdict was made of.</summary>
public sealed record LastVerdict
{
    public required string Run { get; init; }

    /// <summary>When that run took the training lease, which only one run has at a time.</summary>
    public required DateTimeOffset AdmittedAt { get; init; }

    public required string Dataset { get; init; }

    /// <summary>Hash of the definition.</summary>
    public required string Definition { get; init; }

    /// <summary>The training image with its digest.</summary>
    public required string Image { get; init; }

    /// <summary>True when a run made of this would only repeat that verdict.</summary>
    public bool Covers(string dataset, string? definition, string? image) =>
        dataset == Dataset && definition == Definition && image == Image;

    /// <summary>In the order in which the runs had the lease, which is not that of their starts: a slow older run does not overwrite what a newer one found.</summary>
    public bool IsNewerThan(LastVerdict? other) => other is null || AdmittedAt >= other.AdmittedAt;
}
