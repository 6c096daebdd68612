namespace Mlops.Domain.Approvals;

/// <summary><c>approvals/&lt;pipeline&gt;/&lt;run&gt;.json</c>: what is asked for, of which model, until when, and how the execution that waits is woken. Changed under If-Match only.</summary>
public sealed record ApprovalRequest
{
    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    /// <summary>ARN of the Retrain execution.</summary>
    public required string Execution { get; init; }

    /// <summary>ARN of the model package.</summary>
    public required string Package { get; init; }

    public required int Version { get; init; }

    /// <summary>The model hash that the gate passed.</summary>
    public required string Model { get; init; }

    /// <summary>S3 URI of the artifact that the gate passed, and its ETag when approval was asked for.</summary>
    public required string ModelData { get; init; }

    public required string Artifact { get; init; }

    /// <summary>The image that is to serve it.</summary>
    public string? Image { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required DateTimeOffset EscalatesAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The task that waits now.</summary>
    public required string Token { get; init; }

    /// <summary>When people were told, and told again; null until then.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>The newer model for which this one was rejected, in words.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>Null while it waits.</summary>
    public ApprovalVerdict? Verdict { get; init; }

    /// <summary>The verdict that people were told; null until then.</summary>
    public ApprovalStatus? VerdictTold { get; init; }

    public IReadOnlyList<LateDecision> Late { get; init => field = value ?? []; } = [];

    /// <summary>As it stands in <c>run.json</c>.</summary>
    public RunApproval ToRun() => new()
    {
        Status = Verdict?.Status ?? ApprovalStatus.Waiting,
        By = Verdict?.By,
        At = Verdict?.At,
        Reason = Verdict?.Reason,
        RequestedAt = RequestedAt,
        ExpiresAt = ExpiresAt,
        Package = Package,
        Model = Model,
    };
}
