using System.Text.Json.Serialization;
using Mlops.Domain.Approvals;
using Mlops.Domain.Caching;
using Mlops.Domain.Contracts;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Triggers;

namespace Mlops.Domain.Runs;

/// <summary><c>run.json</c>: the single record of a run, extended step by step and closed once.</summary>
public sealed record RunRecord
{
    public required string Run { get; init; }

    public required string Pipeline { get; init; }

    /// <summary>ARN of the Retrain execution.</summary>
    public required string Execution { get; init; }

    /// <summary>What started it; null only when the execution's input told nothing.</summary>
    public RunTrigger? Trigger { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it took the training lease.</summary>
    public DateTimeOffset? AdmittedAt { get; init; }

    /// <summary>Hash of the definition.</summary>
    public string? Definition { get; init; }

    /// <summary>The training image with its digest.</summary>
    public string? Image { get; init; }

    public RunDataset? Dataset { get; init; }

    /// <summary>What the pipeline's data contract found, and where what it dropped is; null without a contract, and until the data was read.</summary>
    public ContractReport? Data { get; init; }

    public IReadOnlyList<RunStep> Steps { get; init => field = value ?? []; } = [];

    /// <summary>The challenger's metrics on the holdout.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>The challenger's model hash.</summary>
    public string? Model { get; init; }

    public RunGate? Gate { get; init; }

    /// <summary>ARN of the model package.</summary>
    public string? Package { get; init; }

    /// <summary>Null where none is needed.</summary>
    public RunApproval? Approval { get; init; }

    public RunDeployment? Deployment { get; init; }

    /// <summary>The execution that covers this one, when superseded.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>Null while the run is open.</summary>
    public RunOutcome? Outcome { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public RunError? Error { get; init; }
}

/// <summary>What started a run, with what it asked for.</summary>
public sealed record RunTrigger
{
    public required RetrainCause Cause { get; init; }

    public required string Request { get; init; }

    public bool Force { get; init; }

    /// <summary>As they were asked for; the run's definition is what came of them.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    public string? RequestedBy { get; init; }

    public string? From { get; init; }

    public string? Only { get; init; }

    public CacheUse Cache { get; init; }

    /// <summary>The decision to let a refused model pass that this run is to carry out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GateOverride? Override { get; init; }

    [JsonIgnore]
    public StepSelection Selection => new(From, Only, Cache);
}

/// <summary>The snapshot: which data, how much of it, and the run that this one would only repeat.</summary>
public sealed record RunDataset
{
    public required SnapshotStatus Status { get; init; }

    public required string Hash { get; init; }

    public required int Files { get; init; }

    public required long Bytes { get; init; }

    public string? SameAs { get; init; }
}

/// <summary>One SageMaker job of the run; times and billable seconds as SageMaker reports them.</summary>
public sealed record RunStep
{
    /// <summary>The status of a step whose result was taken from the cache: no job ran.</summary>
    public const string Cached = "Cached";

    public required string Step { get; init; }

    public string? Job { get; init; }

    public string? Arn { get; init; }

    public string? Status { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int? BillableSeconds { get; init; }

    /// <summary>What the cache said of it; null before it was asked.</summary>
    public StepCache? Cache { get; init; }

    /// <summary>What lies in the run's folder of it, once it was kept or taken from the cache.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StepOutput>? Outputs { get; init; }

    /// <summary>What SageMaker charges for: of a processing job it tells the times only.</summary>
    public int Seconds() => BillableSeconds ?? (StartedAt is { } from && EndedAt is { } to ? (int)Math.Ceiling((to - from).TotalSeconds) : 0);
}

/// <summary>The gate's verdict and its reasons, with every rule and what a person made of them.</summary>
public sealed record RunGate(GateDecision Verdict, IReadOnlyList<string> Reasons)
{
    public IReadOnlyList<GateRule> Rules { get; init => field = value ?? []; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AppliedOverride? Override { get; init; }
}

/// <summary>How the deployment ended, and what serves.</summary>
public sealed record RunDeployment
{
    public required string Outcome { get; init; }

    public string? Endpoint { get; init; }

    public string? Config { get; init; }
}

/// <summary>Why a run failed: the error's name and its cause.</summary>
public sealed record RunError(string Error, string? Cause);
