using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.StepFunctions;
using Mlops.Domain.Triggers;
using Mlops.Functions.Approvals;
using Mlops.Functions.Executions;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.ApprovalTrigger;

/// <summary>
/// Deploys a package that was approved, by whomever and however. Idempotent by the package, which names the execution; a deployment that failed
/// is tried again, under the next name, by the next approval.
/// </summary>
internal sealed class ApprovalTriggerHandler(ApprovedPackages packages, MachineStarter machine, ExecutionLookup executions, string pipeline)
{
    public async Task<TriggerOutput> HandleAsync(JsonElement input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var (arn, isDecision) = PackageChange.Read(input);
        if (!isDecision)
        {
            // Its stage changes when it is deployed, and when it is replaced: neither is a reason to deploy it again.
            return TriggerOutput.Of(StartedExecution.Ignored(arn, "Something else than its approval has changed."));
        }

        var (package, status) = await packages.FindAsync(arn, cancellationToken).ConfigureAwait(false);
        return TriggerOutput.Of(package is null
            ? StartedExecution.Ignored(arn, $"It is {status} by now; only an approved package is deployed.")
            : await StartAsync(package, cancellationToken).ConfigureAwait(false));
    }

    private async Task<StartedExecution> StartAsync(ApprovedPackage package, CancellationToken cancellationToken)
    {
        var (first, input) = ($"{package.Run}-v{package.Version}", DeploymentRequest.Of(pipeline, package).ToJson());
        for (var number = 0; number <= ExecutionName.MaximumFollowUps; number++)
        {
            var name = ExecutionName.FollowUp(first, number);
            if (await machine.TryStartAsync(name, input, cancellationToken).ConfigureAwait(false))
            {
                return new StartedExecution(name, StartStatus.Started);
            }

            var execution = await executions.FindAsync(machine.ExecutionArn(name), cancellationToken).ConfigureAwait(false);
            if (execution is null || execution.IsRunning() || execution.Status == ExecutionStatus.SUCCEEDED)
            {
                return new StartedExecution(name, StartStatus.Coalesced);
            }
        }

        throw new DeploymentNotStartedException(package.Arn, ExecutionName.MaximumFollowUps + 1);
    }
}
