namespace Mlops.Domain.Caching;

/// <summary><c>cache/&lt;step&gt;/&lt;key&gt;.json</c>: a result that is kept, what it was made of, and where its files are.</summary>
public sealed record CacheEntry
{
    public required string Step { get; init; }

    public required string Key { get; init; }

    public required IReadOnlyDictionary<string, string> Components { get; init; }

    /// <summary>The run that produced it.</summary>
    public required string Run { get; init; }

    public required string Pipeline { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>By the definition of the run that produced it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>ARN of the job.</summary>
    public string? Job { get; init; }

    public required string InstanceType { get; init; }

    public required int BillableSeconds { get; init; }

    /// <summary>Which of the outputs is the model; null for a step that makes none.</summary>
    public string? Model { get; init; }

    public required IReadOnlyList<StepOutput> Outputs { get; init; }

    /// <summary>Past this instant it is not used: its own end, or an earlier one by the definition of the run that asks.</summary>
    public DateTimeOffset Until(Json.CalendarDuration lifetime) =>
        lifetime.After(CreatedAt) is var asked && asked < ExpiresAt ? asked : ExpiresAt;

    /// <summary>Results of equal keys are equally good, and the newest lives longest; of one instant the later writer's stays, which may have found the other broken.</summary>
    public bool IsNewerThan(CacheEntry? other) => other is null || CreatedAt >= other.CreatedAt;
}
