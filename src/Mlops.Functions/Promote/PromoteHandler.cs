using Amazon.Lambda.Core;
using Amazon.Runtime;
using Mlops.Domain.Deployment;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Mlops.Functions.Approvals;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Promote;

/// <summary>Moves the champion pointer from the version that was evaluated against to this run's model. Idempotent by the run: a pointer that is already there is left as it is.</summary>
internal sealed class PromoteHandler(ArtifactStore store, RunStore runs, LeaseStore leases, PackageRegistry registry)
{
    public async Task<PromoteOutput> HandleAsync(PromoteInput input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var (pointerKey, leaseKey) = (ArtifactKeys.Champion(input.Pipeline), ArtifactKeys.EndpointLease(input.Pipeline));
        var current = await store.ReadAsync(pointerKey, DomainJson.Wire.ChampionPointer, cancellationToken).ConfigureAwait(false);
        if (current?.Value.Run != input.Run)
        {
            await leases.RequireAsync(leaseKey, input.Execution, cancellationToken).ConfigureAwait(false);
            await RequireMayServeAsync(input, cancellationToken).ConfigureAwait(false);
            var expected = input.Champion switch
            {
                ChampionPointer.NoVersion => null,
                ChampionPointer.AnyVersion => current?.ETag,
                _ => input.Champion,
            };

            // Refused although the pointer is ours: the write went through, its answer was lost, and the SDK asked again.
            if (!await store.TryWriteAsync(pointerKey, input.ToPointer(), DomainJson.Wire.ChampionPointer, expected, cancellationToken).ConfigureAwait(false)
                && !await IsThereAsync(pointerKey, input.Run, cancellationToken).ConfigureAwait(false))
            {
                throw new StaleChampionException(input.Pipeline, input.Run);
            }
        }

        await MoveAsync(current?.Value, input, context).ConfigureAwait(false);
        await ReleaseAsync(leaseKey, input, context).ConfigureAwait(false);
        return new PromoteOutput("promoted");
    }

    // The pointer has moved: failing now would roll back the endpoint that it names. A lease left behind is taken over once this execution has ended.
    private async Task ReleaseAsync(string key, PromoteInput input, ILambdaContext context)
    {
        try
        {
            await leases.ReleaseAsync(key, input.Execution, input.Now, context.Deadline()).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ContentionException or BrokenDocumentException or AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException)
        {
            context.Logger.LogWarning($"{key} stays with {input.Execution} until that has ended: {exception.Message}");
        }
    }

    // Who replaces any champion goes back to a model that has served: its record says so already.
    private async Task RequireMayServeAsync(PromoteInput input, CancellationToken cancellationToken)
    {
        if (input.Champion != ChampionPointer.AnyVersion
            || await runs.FindAsync(input.Pipeline, input.Run, cancellationToken).ConfigureAwait(false) is not { Outcome: RunOutcome.Deployed })
        {
            await runs.RequireOpenAsync(input.Pipeline, input.Run, input.Execution, cancellationToken).ConfigureAwait(false);
        }
    }

    // For those who look at the registry: the pointer is the truth, so what fails here must not roll it back.
    private async Task MoveAsync(ChampionPointer? replaced, PromoteInput input, ILambdaContext context)
    {
        try
        {
            await registry.MoveAsync(input.Package, PackageStage.Serving, context.Deadline()).ConfigureAwait(false);
            if (replaced is not null && replaced.Package != input.Package)
            {
                await registry.MoveAsync(replaced.Package, PackageStage.Retired, context.Deadline()).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException)
        {
            context.Logger.LogWarning($"The stage of {input.Package} in the registry is not what it should be: {exception.Message}");
        }
    }

    private async Task<bool> IsThereAsync(string key, string run, CancellationToken cancellationToken) =>
        (await store.ReadAsync(key, DomainJson.Wire.ChampionPointer, cancellationToken).ConfigureAwait(false))?.Value.Run == run;
}

/// <summary>Answer of <c>promote</c>.</summary>
public sealed record PromoteOutput(string Status);
