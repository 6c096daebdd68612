using Amazon.Lambda.Core;
using Amazon.S3;
using Amazon.S3.Util;
using Mlops.Domain.Approvals;
using Mlops.Domain.Runs;
using Mlops.Functions.Approvals;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.AskApproval;

/// <summary>Stores who waits and for what, tells people, and looks whether it was decided already. Idempotent by the run and the stage: a repetition stores its newer token and tells nobody twice.</summary>
internal sealed class AskApprovalHandler(IAmazonS3 s3, RunStore runs, ApprovalStore approvals, PackageRegistry registry, TaskWaker waker, ApprovalBus bus)
{
    public async Task<AskApprovalOutput> HandleAsync(AskApprovalInput input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        await runs.RequireOpenAsync(input.Pipeline, input.Run, input.Execution, cancellationToken).ConfigureAwait(false);
        var first = await RequestAsync(input, cancellationToken).ConfigureAwait(false);
        var request = await approvals.UpdateOrCreateAsync(input.Pipeline, input.Run, current => (current ?? first) with { Token = input.Token }, cancellationToken).ConfigureAwait(false);
        var run = await runs.UpdateAsync(input.Pipeline, input.Run, record => record.WithApproval(request.ToRun()), cancellationToken).ConfigureAwait(false);

        // From here on every event finds the token. What came before it, only the registry knows.
        var package = await registry.FindAsync(request.Package, cancellationToken).ConfigureAwait(false);
        if (ApprovalRules.HasNews(request, package, newer: null, input.Now))
        {
            await waker.WakeAsync(input.Token, cancellationToken).ConfigureAwait(false);
            return new AskApprovalOutput(Decided: true);
        }

        if ((input.Again ? request.EscalatedAt : request.ToldAt) is null)
        {
            await bus.RequestedAsync(request, run, input.Again, cancellationToken).ConfigureAwait(false);
            await approvals.UpdateAsync(request, current => input.Again ? current with { EscalatedAt = input.Now } : current with { ToldAt = input.Now }, cancellationToken).ConfigureAwait(false);
        }

        return new AskApprovalOutput(Decided: false);
    }

    private async Task<ApprovalRequest> RequestAsync(AskApprovalInput input, CancellationToken cancellationToken)
    {
        var place = new AmazonS3Uri(input.ModelData);
        var artifact = await s3.GetObjectMetadataAsync(place.Bucket, place.Key, cancellationToken).ConfigureAwait(false);
        var package = await registry.DescribeAsync(input.Package, cancellationToken).ConfigureAwait(false);
        return new ApprovalRequest
        {
            Pipeline = input.Pipeline,
            Run = input.Run,
            Execution = input.Execution,
            Package = input.Package,
            Version = package.Version,
            Model = input.Model,
            ModelData = input.ModelData,
            Artifact = artifact.ETag,
            Image = input.Image,
            RequestedAt = input.Now,
            EscalatesAt = input.Now.AddSeconds(input.EscalateAfter),
            ExpiresAt = input.Now.AddSeconds(input.Timeout),
            Token = input.Token,
        };
    }
}
