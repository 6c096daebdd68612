using Amazon.Lambda.Core;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.ReleaseDeployment;

/// <summary>Frees the endpoint for other deployments. Idempotent by the execution: a lease that it does not hold is left alone.</summary>
internal sealed class ReleaseDeploymentHandler(LeaseStore leases, TimeProvider time)
{
    public async Task<ReleaseDeploymentOutput> HandleAsync(ReleaseDeploymentInput input, ILambdaContext context)
    {
        await leases.ReleaseAsync(ArtifactKeys.EndpointLease(input.Pipeline), input.Execution, time.GetUtcNow(), context.Deadline()).ConfigureAwait(false);
        return new ReleaseDeploymentOutput();
    }
}

/// <summary>Payload of <c>release-deployment</c>.</summary>
public sealed record ReleaseDeploymentInput
{
    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    public required string Execution { get; init; }
}

/// <summary>Answer of <c>release-deployment</c>: an empty object.</summary>
public sealed record ReleaseDeploymentOutput;
