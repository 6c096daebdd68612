using System.Text.Json;
using Amazon.Lambda.Core;
using Mlops.Domain.Runs;
using Mlops.Domain.Triggers;
using Mlops.Functions.Hosting;
using Mlops.Functions.Record;

namespace Mlops.Functions.Close;

/// <summary>Does what <c>record</c> would have done for executions that ended without it (aborted, timed out, or failed where nothing can be caught). Idempotent by the execution.</summary>
internal sealed class CloseHandler(RunCloser closer, DeploymentCloser deployments, MachineArns machines)
{
    public async Task<CloseOutput> HandleAsync(JsonElement input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var ended = EndedExecution.Read(input);
        if (ended.Outcome is not { } outcome || machines.Of(ended.Machine) is not { } machine)
        {
            return new CloseOutput(null, null);
        }

        if (machine is PipelineMachine.Deploy)
        {
            await deployments.EndAsync(machines.Pipeline, ended, cancellationToken).ConfigureAwait(false);
            return new CloseOutput(null, outcome);
        }

        var key = new RunKey(machines.Pipeline, RunId.Of(ended.Execution, ended.StartedAt), ended.Execution);
        var record = await closer.EndAsync(key, new RunEnding(outcome, ended.At, ended.Error, new RunProgress()), seed: null, cancellationToken).ConfigureAwait(false);
        return new CloseOutput(record?.Run, record?.Outcome ?? outcome);
    }
}

/// <summary>Answer of <c>close</c>; nulls where there was nothing to close.</summary>
public sealed record CloseOutput(string? Run, RunOutcome? Outcome);
