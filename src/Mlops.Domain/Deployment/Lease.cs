using System.Text.Json.Serialization;

namespace Mlops.Domain.Deployment;

/// <summary>Who may train a pipeline, or change its endpoint. Written under conditional writes only; free when nobody holds it.</summary>
public sealed record Lease
{
    /// <summary>ARN of the holding execution; null once released.</summary>
    public string? Execution { get; init; }

    public required string Run { get; init; }

    /// <summary>When it was taken or released.</summary>
    public required DateTimeOffset Time { get; init; }

    [JsonIgnore]
    public bool IsFree => Execution is null;

    public bool IsHeldBy(string execution) => Execution == execution;
}
