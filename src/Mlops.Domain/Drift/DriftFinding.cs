namespace Mlops.Domain.Drift;

/// <summary>The part of <c>findings.json</c> that is acted on.</summary>
public sealed record DriftFinding
{
    public required bool Drift { get; init; }
}
