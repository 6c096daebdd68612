using Amazon.Lambda.Core;
using Mlops.Domain.Deployment;
using Mlops.Domain.Json;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Promote;

/// <summary>Moves the champion pointer from the version that was evaluated against to this run's model. Idempotent by the run: a pointer that is already there is left as it is.</summary>
internal sealed class PromoteHandler(ArtifactStore store, LeaseStore leases)
{
    public async Task<PromoteOutput> HandleAsync(PromoteInput input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var (pointerKey, leaseKey) = (ArtifactKeys.Champion(input.Pipeline), ArtifactKeys.EndpointLease(input.Pipeline));
        if (!await IsThereAsync(pointerKey, input.Run, cancellationToken).ConfigureAwait(false))
        {
            await leases.RequireAsync(leaseKey, input.Execution, cancellationToken).ConfigureAwait(false);
            var expected = input.Champion == ChampionPointer.NoVersion ? null : input.Champion;
            if (!await store.TryWriteAsync(pointerKey, input.ToPointer(), DomainJson.Wire.ChampionPointer, expected, cancellationToken).ConfigureAwait(false))
            {
                throw new StaleChampionException(input.Pipeline, input.Run);
            }
        }

        await leases.ReleaseAsync(leaseKey, input.Execution, input.Now, cancellationToken).ConfigureAwait(false);
        return new PromoteOutput("promoted");
    }

    private async Task<bool> IsThereAsync(string key, string run, CancellationToken cancellationToken) =>
        (await store.ReadAsync(key, DomainJson.Wire.ChampionPointer, cancellationToken).ConfigureAwait(false))?.Value.Run == run;
}

/// <summary>Answer of <c>promote</c>.</summary>
public sealed record PromoteOutput(string Status);
