using Mlops.Domain.Json;

namespace Mlops.Domain.Pipelines;

/// <summary>Whether a step's results are kept, and for how long a later run made of the same may take one instead of computing it.</summary>
public sealed record CacheDefinition
{
    public bool Enabled { get; init; } = true;

    /// <summary>An ISO 8601 duration, of calendar units too: from the moment the result was kept. No longer than the account keeps results at all (<c>cacheDays</c>, 90 by default).</summary>
    public CalendarDuration ExpireAfter { get; init; } = new(Months: 0, Days: 30, TimeSpan.Zero);
}
