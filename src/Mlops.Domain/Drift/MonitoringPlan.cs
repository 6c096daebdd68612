namespace Mlops.Domain.Drift;

/// <summary><c>plan.json</c>: whose requests of which time a monitoring judges.</summary>
public sealed record MonitoringPlan
{
    public required string Monitor { get; init; }

    public required string Pipeline { get; init; }

    /// <summary>The champion's run.</summary>
    public required string Run { get; init; }

    /// <summary>The champion's model hash.</summary>
    public required string Model { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required int CaptureFiles { get; init; }

    public required int TruthFiles { get; init; }

    /// <summary>The truth files below <c>truth/&lt;pipeline&gt;/</c>, the one that changed last at the end: files in a container no longer tell.</summary>
    public required IReadOnlyList<string> Truth { get; init; }
}
