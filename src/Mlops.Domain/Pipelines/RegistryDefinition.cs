using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Pipelines;

/// <summary>How a passed model enters the registry.</summary>
public sealed record RegistryDefinition
{
    public ApprovalMode Approval { get; init; } = ApprovalMode.Auto;

    /// <summary>How long a model waits for its approval; then the package is rejected as expired.</summary>
    public TimeSpan ApprovalTimeout { get; init; } = TimeSpan.FromDays(3);

    /// <summary>People are asked again after this long; null is a third of the timeout.</summary>
    public TimeSpan? EscalateAfter { get; init; }

    /// <summary>The two waits, in whole seconds.</summary>
    public (TimeSpan First, TimeSpan Second) Waits()
    {
        var first = TimeSpan.FromSeconds(Math.Floor((EscalateAfter ?? (ApprovalTimeout / 3)).TotalSeconds));
        return (first, ApprovalTimeout - first);
    }
}

[JsonConverter(typeof(CamelCaseEnum<ApprovalMode>))]
public enum ApprovalMode
{
    Auto,
    Manual,
}
