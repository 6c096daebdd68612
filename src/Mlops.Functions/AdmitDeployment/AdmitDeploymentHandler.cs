using Amazon.Lambda.Core;
using Mlops.Domain.Deployment;
using Mlops.Domain.Json;
using Mlops.Domain.Triggers;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.AdmitDeployment;

/// <summary>Lets one execution change an endpoint at a time, and only when the champion is still the one that was evaluated against. Idempotent by the execution: the lease's holder gets its answer again.</summary>
internal sealed class AdmitDeploymentHandler(LeaseStore leases, ArtifactStore store, EndpointLookup endpoint)
{
    public async Task<AdmitDeploymentOutput> HandleAsync(AdmitDeploymentInput input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var key = ArtifactKeys.EndpointLease(input.Pipeline);
        var wait = LeaseWait.Seconds(input.StartedAt, input.Now);
        if (await leases.TakeAsync(key, input.Execution, input.Run, input.Now, cancellationToken).ConfigureAwait(false) is not null)
        {
            return AdmitDeploymentOutput.Busy(wait);
        }

        var pointer = await store.ReadAsync(ArtifactKeys.Champion(input.Pipeline), DomainJson.Wire.ChampionPointer, cancellationToken).ConfigureAwait(false);
        if (input.Champion != ChampionPointer.AnyVersion && (pointer?.ETag ?? ChampionPointer.NoVersion) != input.Champion && pointer?.Value.Run != input.Run)
        {
            await leases.ReleaseAsync(key, input.Execution, input.Now, cancellationToken).ConfigureAwait(false);
            return AdmitDeploymentOutput.Stale;
        }

        // What serves may be left over from a deployment that was stopped: the champion's configuration alone is proven.
        var (status, config) = await endpoint.FindAsync(cancellationToken).ConfigureAwait(false);
        return DeployActions.Decide(status) is var action && action is DeployAction.Wait
            ? AdmitDeploymentOutput.Busy(wait)
            : AdmitDeploymentOutput.Admitted(action, pointer?.Value.Config ?? config);
    }
}

/// <summary>Payload of <c>admit-deployment</c>; <c>champion</c> is the pointer's version that the model was evaluated against.</summary>
public sealed record AdmitDeploymentInput
{
    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    public required string Execution { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string Champion { get; init; }
}
