using Amazon.Lambda.Core;
using Mlops.Domain.Approvals;
using Mlops.Domain.Runs;
using Mlops.Functions.Approvals;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.DecideApproval;

/// <summary>
/// Says what became of a request for approval, from the registry alone, and ends the waiting of older models when this one was approved. Idempotent by the
/// run: a verdict stands, but for an approval that was taken back before the deployment.
/// </summary>
internal sealed class DecideApprovalHandler(RunStore runs, ApprovalStore approvals, ApprovedArtifact artifact, PackageRegistry registry, NewerModels newer, Supersession supersession, ApprovalBus bus)
{
    public async Task<DecideApprovalOutput> HandleAsync(DecideApprovalInput input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        await runs.RequireOpenAsync(input.Pipeline, input.Run, input.Execution, cancellationToken).ConfigureAwait(false);
        var request = await approvals.RequireAsync(input.Pipeline, input.Run, cancellationToken).ConfigureAwait(false);
        var package = await registry.DescribeAsync(request.Package, cancellationToken).ConfigureAwait(false);
        var recent = await approvals.RecentAsync(input.Pipeline, input.Now, cancellationToken).ConfigureAwait(false);
        var newest = await newer.NewestAsync(input.Pipeline, recent, cancellationToken).ConfigureAwait(false);
        var verdict = ApprovalRules.Decide(request, package, newest, input.Answer.TimedOut, input.Now);
        if (verdict.Status == ApprovalStatus.Approved)
        {
            await artifact.RequireUnchangedAsync(request, package, cancellationToken).ConfigureAwait(false);
        }

        if (verdict.Status != ApprovalStatus.Waiting)
        {
            await KeepAsync(request, package, verdict, cancellationToken).ConfigureAwait(false);
        }

        if (verdict.Status == ApprovalStatus.Approved)
        {
            await supersession.OfOlderAsync(recent, new NewerModel(request.Version, request.Run), cancellationToken).ConfigureAwait(false);
        }

        return new DecideApprovalOutput(verdict.Status, verdict.By, verdict.Status == ApprovalStatus.Waiting ? null : verdict.At, verdict.Reason);
    }

    private async Task KeepAsync(ApprovalRequest request, RegisteredPackage package, ApprovalVerdict verdict, CancellationToken cancellationToken)
    {
        if (verdict != request.Verdict)
        {
            await bus.DecidedAsync(request, verdict, cancellationToken).ConfigureAwait(false);
            request = await approvals.UpdateAsync(request, current => current with { Verdict = verdict }, cancellationToken).ConfigureAwait(false);
        }

        await runs.UpdateAsync(request.Pipeline, request.Run, record => record.WithApproval(request.ToRun()), cancellationToken).ConfigureAwait(false);

        // After the verdict: from now on whoever changed the package last is the product.
        if (package.Approval == PackageApproval.Rejected)
        {
            await registry.MoveAsync(request.Package, PackageStage.Rejected, cancellationToken).ConfigureAwait(false);
        }
        else if (verdict.Status != ApprovalStatus.Approved)
        {
            await registry.RejectAsync(request.Package, verdict.Reason ?? "", cancellationToken).ConfigureAwait(false);
        }
    }
}
