using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Approvals;

/// <summary>A model package as the registry describes it, whatever events said of it.</summary>
public sealed record RegisteredPackage
{
    public required string Arn { get; init; }

    public required int Version { get; init; }

    public required PackageApproval Approval { get; init; }

    /// <summary>Why, in the words of whoever decided.</summary>
    public string? Description { get; init; }

    /// <summary>Who changed the package last, as SageMaker saw them; null when nobody has.</summary>
    public string? ChangedBy { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>The run that registered it.</summary>
    public string? Run { get; init; }

    /// <summary>The model hash that it was registered with.</summary>
    public string? Model { get; init; }

    public string? ModelData { get; init; }

    public string? Image { get; init; }
}

/// <summary>SageMaker's <c>ModelApprovalStatus</c>.</summary>
[JsonConverter(typeof(CamelCaseEnum<PackageApproval>))]
public enum PackageApproval
{
    Pending,
    Approved,
    Rejected,
}

/// <summary>A model that came after another: approved, or serving already.</summary>
public sealed record NewerModel(int Version, string Run)
{
    public override string ToString() => $"version {Version} (run {Run})";
}
