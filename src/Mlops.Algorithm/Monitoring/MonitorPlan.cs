namespace Mlops.Algorithm.Monitoring;

/// <summary><c>plan.json</c>: what this monitoring looks at.</summary>
internal sealed record MonitorPlan
{
    public required string Monitor { get; init; }

    public required string Pipeline { get; init; }

    /// <summary>The champion's run.</summary>
    public required string Run { get; init; }

    public string? Model { get; init; }

    /// <summary>Requests after this and up to <see cref="To"/> are judged.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>The truth files by their path in the input folder, the oldest first; null takes them by name.</summary>
    public IReadOnlyList<string>? Truth { get; init; }
}
