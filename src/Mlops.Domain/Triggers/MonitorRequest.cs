using Mlops.Domain.Json;

namespace Mlops.Domain.Triggers;

/// <summary>The input of a Monitor execution. Canonical for its name, as a <see cref="RetrainRequest"/> is.</summary>
public sealed record MonitorRequest
{
    public required string Pipeline { get; init; }

    public required DateTimeOffset ScheduledAt { get; init; }

    /// <summary>The execution input, one spelling per request.</summary>
    public string ToCanonicalJson() => CanonicalJson.Of(this, DomainJson.Wire.MonitorRequest);
}
