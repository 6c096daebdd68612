using Amazon.Lambda.Core;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Runs;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Gate;

/// <summary>Holds the run's evaluation against the definition that it was admitted with. Idempotent by the run: the same evaluation gives the same verdict.</summary>
internal sealed class GateHandler(ArtifactStore store, RunStore runs)
{
    public async Task<GateOutput> HandleAsync(GateInput input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var (pipeline, run) = (input.Pipeline, input.Run);
        await runs.RequireOpenAsync(pipeline, run, input.Execution, cancellationToken).ConfigureAwait(false);
        var definition = await store.RequireAsync(ArtifactKeys.Definition(pipeline, run), DomainJson.Wire.PipelineDefinition, cancellationToken).ConfigureAwait(false);
        var evaluation = await store.RequireAsync(ArtifactKeys.Run(pipeline, run, "evaluate/evaluation.json"), DomainJson.Wire.EvaluationReport, cancellationToken).ConfigureAwait(false);
        var champion = await store.ReadAsync(ArtifactKeys.Run(pipeline, run, "champion/champion.json"), DomainJson.Wire.FrozenChampion, cancellationToken).ConfigureAwait(false);
        var verdict = Domain.Evaluation.Gate.Decide(definition.Value.Gate, evaluation.Value.Against(champion?.Value.Run));
        await store.WriteAsync(ArtifactKeys.Run(pipeline, run, "gate.json"), verdict, DomainJson.Wire.GateVerdict, cancellationToken).ConfigureAwait(false);
        await runs.UpdateAsync(pipeline, run, record => record.WithVerdict(verdict), cancellationToken).ConfigureAwait(false);
        return new GateOutput(verdict.Verdict, verdict.Reasons, verdict.Metrics, verdict.Model);
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

/// <summary>Answer of <c>gate</c>.</summary>
public sealed record GateOutput(GateDecision Verdict, IReadOnlyList<string> Reasons, IReadOnlyDictionary<string, double> Metrics, string Model);
