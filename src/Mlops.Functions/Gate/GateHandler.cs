using Amazon.Lambda.Core;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Runs;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Gate;

/// <summary>Holds the run's evaluation against the definition that it was admitted with, and applies the override that it was asked with. Idempotent by the run: the same evaluation gives the same verdict.</summary>
internal sealed class GateHandler(ArtifactStore store, RunStore runs)
{
    public async Task<GateOutput> HandleAsync(GateInput input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var (pipeline, run) = (input.Pipeline, input.Run);
        var record = await runs.RequireOpenAsync(pipeline, run, input.Execution, cancellationToken).ConfigureAwait(false);
        var definition = await store.RequireAsync(ArtifactKeys.Definition(pipeline, run), DomainJson.Wire.PipelineDefinition, cancellationToken).ConfigureAwait(false);
        var evaluation = await store.RequireAsync(ArtifactKeys.Run(pipeline, run, "evaluate/evaluation.json"), DomainJson.Wire.EvaluationReport, cancellationToken).ConfigureAwait(false);
        var champion = await store.ReadAsync(ArtifactKeys.Run(pipeline, run, "champion/champion.json"), DomainJson.Wire.FrozenChampion, cancellationToken).ConfigureAwait(false);
        var decided = Domain.Evaluation.Gate.Decide(definition.Value.Gate, evaluation.Value.Against(champion?.Value.Run));
        var verdict = GateOverrides.Apply(decided, record?.Trigger?.Override, record?.Trigger?.RequestedBy, input.Now);
        await store.WriteAsync(ArtifactKeys.Run(pipeline, run, "gate.json"), verdict, DomainJson.Wire.GateVerdict, cancellationToken).ConfigureAwait(false);
        await runs.UpdateAsync(pipeline, run, current => current.WithVerdict(verdict), cancellationToken).ConfigureAwait(false);
        return GateOutput.Of(verdict);
    }
}

/// <summary>Payload of <c>gate</c>.</summary>
public sealed record GateInput
{
    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    public required string Execution { get; init; }

    public required DateTimeOffset Now { get; init; }
}

/// <summary>Answer of <c>gate</c>. It is state data, so that the reasons are the first of many; <c>gate.json</c> has all. The note is for the package's metadata.</summary>
public sealed record GateOutput(GateDecision Verdict, IReadOnlyList<string> Reasons, IReadOnlyDictionary<string, double> Metrics, string Model, string Note)
{
    private const int MostReasons = 20;

    public static GateOutput Of(GateVerdict verdict) => new(verdict.Verdict, [.. verdict.Reasons.Take(MostReasons)], verdict.Metrics, verdict.Model, PackageNote.Of(verdict));
}
