using Amazon.Lambda.Core;
using Mlops.Domain.Drift;
using Mlops.Domain.Json;
using Mlops.Functions.Hosting;
using Mlops.Functions.Learning;
using Mlops.Functions.Storage;

namespace Mlops.Functions.MonitorRespond;

/// <summary>Decides what is done about a monitoring's finding. Idempotent by the monitoring: once answered, it gets the same answer.</summary>
internal sealed class MonitorRespondHandler(ArtifactStore store, LearnableLookup learnable)
{
    private const int Attempts = 10;

    public async Task<MonitorRespondOutput> HandleAsync(MonitorRespondInput input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var key = Key(input, "response.json");
        var answered = await store.ReadAsync(key, DomainJson.Wire.DriftState, cancellationToken).ConfigureAwait(false);
        if (answered is not null)
        {
            return MonitorRespondOutput.Of(answered.Value);
        }

        var state = await MoveAsync(input.Pipeline, await JudgedAsync(input, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        await store.WriteAsync(key, state, DomainJson.Wire.DriftState, cancellationToken).ConfigureAwait(false);
        return MonitorRespondOutput.Of(state);
    }

    private async Task<JudgedDrift> JudgedAsync(MonitorRespondInput input, CancellationToken cancellationToken)
    {
        var finding = await store.RequireAsync(Key(input, "report/findings.json"), DomainJson.Wire.DriftFinding, cancellationToken).ConfigureAwait(false);
        var definition = await store.RequireAsync(Key(input, "definition.json"), DomainJson.Wire.PipelineDefinition, cancellationToken).ConfigureAwait(false);
        return new JudgedDrift
        {
            Monitor = input.Monitor,
            Champion = input.Run,
            Now = input.Now,
            Cooldown = definition.Value.Monitor.Cooldown,
            StartsRuns = definition.Value.Triggers.Drift,
            Learnable = finding.Value.Drift ? await learnable.FindAsync(input.Pipeline, cancellationToken).ConfigureAwait(false) : null,
        };
    }

    private async Task<DriftState> MoveAsync(string pipeline, JudgedDrift judged, CancellationToken cancellationToken)
    {
        var key = ArtifactKeys.Drift(pipeline);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var last = await store.ReadAsync(key, DomainJson.Wire.DriftState, cancellationToken).ConfigureAwait(false);
            var next = DriftState.After(last?.Value, judged);
            if (next == last?.Value || next.Response == DriftResponse.Superseded || await store.TryWriteAsync(key, next, DomainJson.Wire.DriftState, last?.ETag, cancellationToken).ConfigureAwait(false))
            {
                return next;
            }
        }

        throw new ContentionException(key);
    }

    private static string Key(MonitorRespondInput input, string name) => ArtifactKeys.Monitor(input.Pipeline, input.Monitor, name);
}

/// <summary>Payload of <c>monitor-respond</c>.</summary>
public sealed record MonitorRespondInput
{
    public required string Pipeline { get; init; }

    public required string Monitor { get; init; }

    /// <summary>The champion's run.</summary>
    public required string Run { get; init; }

    public required DateTimeOffset Now { get; init; }
}

/// <summary>Answer of <c>monitor-respond</c>; <c>since</c> is null without drift.</summary>
public sealed record MonitorRespondOutput(DriftResponse Response, string Reason, DateTimeOffset? Since)
{
    internal static MonitorRespondOutput Of(DriftState state) => new(state.Response, state.Reason, state.Since);
}
