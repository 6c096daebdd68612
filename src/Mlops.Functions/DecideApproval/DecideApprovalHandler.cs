using Amazon.Lambda.Core;
using Mlops.Domain.Approvals;
using Mlops.Domain.Runs;
using Mlops.Functions.Approvals;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.DecideApproval;

/// <summary>
/// Says what became of a request for approval, from the registry alone, and ends the waiting of older models when this one was approved. Idempotent by the
/// run: a verdict stands, but for an approval that was taken back or overtaken before the deployment.
/// </summary>
internal sealed class DecideApprovalHandler(RunStore runs, ApprovalStore approvals, ApprovedArtifact artifact, PackageRegistry registry, NewerModels newer, Supersession supersession, ApprovalBus bus)
{
    public async Task<DecideApprovalOutput> HandleAsync(DecideApprovalInput input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        await runs.RequireOpenAsync(input.Pipeline, input.Run, input.Execution, cancellationToken).ConfigureAwait(false);
        var request = await approvals.RequireAsync(input.Pipeline, input.Run, cancellationToken).ConfigureAwait(false);
        var package = await registry.FindAsync(request.Package, cancellationToken).ConfigureAwait(false);
        var recent = await approvals.RecentAsync(input.Pipeline, input.Now, context).ConfigureAwait(false);
        var newest = await newer.NewestAsync(input.Pipeline, recent, cancellationToken).ConfigureAwait(false);
        var changes = package is null ? null : await artifact.ChangesAsync(request, package, cancellationToken).ConfigureAwait(false);

        // Of the request as it is when the verdict is stored: it may have been superseded since it was read.
        var decided = await approvals.UpdateAsync(request, current => Decide(current) is { Status: not ApprovalStatus.Waiting } verdict ? current with { Verdict = verdict } : current, cancellationToken).ConfigureAwait(false);
        if (decided.Verdict is not { } verdict)
        {
            return DecideApprovalOutput.Waiting(ApprovalRules.Escalates(decided, input.Now));
        }

        await KeepAsync(decided, package, verdict, cancellationToken).ConfigureAwait(false);
        if (verdict.Status == ApprovalStatus.Abandoned)
        {
            throw new PackageChangedException(decided.Package, verdict.Reason);
        }

        if (verdict.Status == ApprovalStatus.Approved)
        {
            await SupersedeAsync(recent, new NewerModel(decided.Version, decided.Run), input.Now, context).ConfigureAwait(false);
        }

        return DecideApprovalOutput.Of(verdict);

        ApprovalVerdict Decide(ApprovalRequest current)
        {
            var verdict = ApprovalRules.Decide(current, package, newest, input.Answer.TimedOut, input.Now);
            return verdict.Status == ApprovalStatus.Approved && changes is not null ? ApprovalRules.Abandoned($"it is not what the gate passed: {changes}", input.Now) : verdict;
        }
    }

    private async Task KeepAsync(ApprovalRequest request, RegisteredPackage? package, ApprovalVerdict verdict, CancellationToken cancellationToken)
    {
        // Told after it was stored, so that nobody hears of what another verdict forestalled; noted after that, so that a failure between the two tells it again.
        if (request.VerdictTold != verdict.Status)
        {
            await bus.DecidedAsync(request, verdict, cancellationToken).ConfigureAwait(false);
            request = await approvals.UpdateAsync(request, current => current with { VerdictTold = verdict.Status }, cancellationToken).ConfigureAwait(false);
        }

        await runs.UpdateAsync(request.Pipeline, request.Run, record => record.WithApproval(request.ToRun()), cancellationToken).ConfigureAwait(false);

        // After the verdict: from now on whoever changed the package last is the product.
        if (package?.Approval == PackageApproval.Rejected)
        {
            await registry.MoveAsync(request.Package, PackageStage.Rejected, cancellationToken).ConfigureAwait(false);
        }
        else if (verdict.Status is not (ApprovalStatus.Approved or ApprovalStatus.Abandoned))
        {
            await registry.RejectAsync(request.Package, verdict.Reason ?? "", cancellationToken).ConfigureAwait(false);
        }
    }

    // The sweep finds what is missing here: the approved model need not wait for that.
    private async Task SupersedeAsync(IEnumerable<ApprovalRequest> recent, NewerModel approved, DateTimeOffset now, ILambdaContext context)
    {
        var failures = new Failures();
        await supersession.OfOlderAsync(recent, approved, now, failures, context.Deadline()).ConfigureAwait(false);
        foreach (var failure in failures.All)
        {
            context.Logger.LogWarning($"An older model than {approved} still waits: {failure.Message}");
        }
    }
}
