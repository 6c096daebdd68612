using System.Text.Json;
using Amazon.Lambda.Core;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Mlops.Domain.Triggers;
using Mlops.Functions.Hosting;
using Mlops.Functions.Record;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Close;

/// <summary>Does what <c>record</c> would have done for executions that ended without it (aborted, timed out, or failed where nothing can be caught), and starts anew what failed before its snapshot. Idempotent by the execution.</summary>
internal sealed class CloseHandler(RunCloser closer, StepOutputs outputs, DeploymentCloser deployments, ArtifactStore store, FollowUp followUp, MachineArns machines)
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
        var ending = await EndingAsync(key, new RunEnding(outcome, ended.At, ended.Error, new RunProgress()), cancellationToken).ConfigureAwait(false);
        var record = await closer.EndAsync(key, ending, seed: null, cancellationToken).ConfigureAwait(false);
        await outputs.ExpireAsync(record, cancellationToken).ConfigureAwait(false);
        if (record?.Dataset is null && ended.MayFollowUp)
        {
            await followUp.StartAsync(ended.Execution, cancellationToken).ConfigureAwait(false);
        }

        return new CloseOutput(record?.Run, record?.Outcome ?? outcome);
    }

    // The pointer is the truth about what serves: a run that it names was deployed, however its execution ended after that.
    private async Task<RunEnding> EndingAsync(RunKey key, RunEnding ending, CancellationToken cancellationToken)
    {
        var pointer = (await store.ReadAsync(ArtifactKeys.Champion(key.Pipeline), DomainJson.Wire.ChampionPointer, cancellationToken).ConfigureAwait(false))?.Value;
        return pointer is null || pointer.Run != key.Run ? ending : ending with
        {
            Outcome = RunOutcome.Deployed,
            Error = null,
            Progress = new RunProgress { Package = pointer.Package, Deployment = new RunDeployment { Outcome = "deployed", Config = pointer.Config } },
        };
    }
}

/// <summary>Answer of <c>close</c>; nulls where there was nothing to close.</summary>
public sealed record CloseOutput(string? Run, RunOutcome? Outcome);
