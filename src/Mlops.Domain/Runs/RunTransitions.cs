using Mlops.Domain.Approvals;
using Mlops.Domain.Caching;
using Mlops.Domain.Contracts;
using Mlops.Domain.Datasets;
using Mlops.Domain.Evaluation;

namespace Mlops.Domain.Runs;

/// <summary>The ways a run record may change. Each can be applied again without changing anything more, and none changes a closed run.</summary>
public static class RunTransitions
{
    public static bool IsClosed(this RunRecord run) => run.Outcome is not null;

    /// <summary>True for outcomes that say something about the data: a run made of the same would only repeat them. A registered model has passed the gate, whatever its deployment comes to; one that was declined would be declined again, but one that expired was looked at by nobody.</summary>
    public static bool IsVerdict(this RunOutcome outcome) =>
        outcome is RunOutcome.Registered or RunOutcome.Deployed or RunOutcome.Refused or RunOutcome.Declined or RunOutcome.Rejected or RunOutcome.NotEnoughData;

    public static RunRecord WithDataset(this RunRecord run, RunDataset dataset) =>
        run.IsClosed() ? run : run with { Dataset = dataset };

    public static RunRecord WithVerdict(this RunRecord run, GateVerdict verdict) =>
        run.IsClosed() ? run : run with
        {
            Metrics = verdict.Metrics,
            Model = verdict.Model,
            Gate = new RunGate(verdict.Verdict, verdict.Reasons) { Rules = verdict.Rules, Override = verdict.Override },
        };

    public static RunRecord WithApproval(this RunRecord run, RunApproval approval) =>
        run.IsClosed() ? run : run with { Approval = approval };

    /// <summary>What the cache says of a step that begins: nothing else is known of it yet, whatever an earlier round left.</summary>
    public static RunRecord WithLookUp(this RunRecord run, RunStep step) =>
        run.IsClosed() ? run : run with { Steps = [.. run.Steps.Append(step).GroupBy(each => each.Step, StringComparer.Ordinal).Select(same => same.Last())] };

    /// <summary>Adds what is known of the steps (a step replaces its earlier self but for what only that knows of the cache; the order of first mention stays), package and deployment.</summary>
    public static RunRecord Extend(this RunRecord run, RunProgress progress) =>
        run.IsClosed() ? run : run with
        {
            Steps = [.. run.Steps.Concat(progress.Steps).GroupBy(step => step.Step, StringComparer.Ordinal).Select(same => same.Aggregate(Merge))],
            Data = progress.Data ?? run.Data,
            Package = progress.Package ?? run.Package,
            Deployment = progress.Deployment ?? run.Deployment,
            SupersededBy = progress.SupersededBy ?? run.SupersededBy,
        };

    /// <summary>Ends the run. The first to close it wins: what comes later is an echo.</summary>
    public static RunRecord Close(this RunRecord run, RunOutcome outcome, DateTimeOffset at, RunError? error) =>
        run.IsClosed() || outcome is RunOutcome.Registered ? run : run with { Outcome = outcome, ClosedAt = at, Error = error };

    /// <summary>What later snapshots are compared with, the run being closed or having come as far as <paramref name="reached"/>; null when it said nothing about its data, or was a trial: parameters hold for one run alone, and a run of one step reaches no end, so what came of it says nothing about the definition's own. Nor does a run that carries out an override: its data is another run's.</summary>
    public static LastVerdict? ToVerdict(this RunRecord run, RunOutcome reached) =>
        run is { Dataset.Hash: { } dataset, Definition: { } definition, Image: { } image, AdmittedAt: { } admittedAt } && (run.Outcome ?? reached).IsVerdict() && run.Trigger is null or { Parameters.Count: 0, Only: null, Override: null }
            ? new LastVerdict { Run = run.Run, AdmittedAt = admittedAt, Dataset = dataset, Definition = definition, Image = image }
            : null;

    // Who knows of no job says nothing about it, such as of a cache that failed: what is known stays.
    private static RunStep Merge(RunStep earlier, RunStep later) => (later.Job is null ? earlier with { Status = later.Status ?? earlier.Status } : later) with
    {
        Cache = StepCache.Merge(earlier.Cache, later.Cache),
        Outputs = later.Outputs ?? earlier.Outputs,
    };
}

/// <summary>What a run has done so far.</summary>
public sealed record RunProgress
{
    public IReadOnlyList<RunStep> Steps { get; init; } = [];

    public ContractReport? Data { get; init; }

    public string? Package { get; init; }

    public RunDeployment? Deployment { get; init; }

    public string? SupersededBy { get; init; }
}
