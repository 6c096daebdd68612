namespace Mlops.Domain.Approvals;

/// <summary>The approval in a run's record; a run whose model needed none has none.</summary>
public sealed record RunApproval
{
    public required ApprovalStatus Status { get; init; }

    /// <summary>Who decided, as the registry tells it; null where nobody did.</summary>
    public string? By { get; init; }

    public DateTimeOffset? At { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>ARN of the model package.</summary>
    public required string Package { get; init; }

    /// <summary>The model hash that the approval is bound to.</summary>
    public required string Model { get; init; }
}
