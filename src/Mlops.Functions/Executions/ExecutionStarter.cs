using Amazon.StepFunctions;
using Mlops.Domain.Triggers;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Executions;

/// <summary>Starts the execution that a request names, once. Idempotent by the request's name, which Step Functions keeps taken for 90 days.</summary>
internal sealed class ExecutionStarter(IAmazonStepFunctions stepFunctions, RunStore runs, string machine, TimeSpan settle, TimeProvider time)
{
    private readonly ExecutionLookup _lookup = new(stepFunctions);
    private readonly MachineStarter _machine = new(stepFunctions, machine);

    /// <summary>Starts the request, or finds the execution that covers it. One that ended before its snapshot covers nothing and is followed up under <c>-r1</c>, <c>-r2</c>, ….</summary>
    public async Task<StartedExecution> StartAsync(RetrainRequest request, CancellationToken cancellationToken)
    {
        for (var number = 0; number <= ExecutionName.MaximumFollowUps; number++)
        {
            var name = ExecutionName.FollowUp(request.Request, number);
            if (await _machine.TryStartAsync(name, request.FollowUp(number, time.GetUtcNow(), settle).ToCanonicalJson(), cancellationToken).ConfigureAwait(false))
            {
                return new StartedExecution(name, StartStatus.Started);
            }

            if (await CoversAsync(request.Pipeline, name, cancellationToken).ConfigureAwait(false))
            {
                return new StartedExecution(name, StartStatus.Coalesced);
            }
        }

        throw new RetrainNotStartedException(request.Request);
    }

    private async Task<bool> CoversAsync(string pipeline, string name, CancellationToken cancellationToken)
    {
        var arn = _machine.ExecutionArn(name);
        if (await _lookup.FindAsync(arn, cancellationToken).ConfigureAwait(false) is not { } execution)
        {
            return false;
        }

        return execution.IsRunning()
            || (await runs.FindAsync(pipeline, RunId.Of(arn, execution.StartDate.ToInstant()), cancellationToken).ConfigureAwait(false))?.Dataset is not null;
    }
}
