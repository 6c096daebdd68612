using Amazon.Lambda.Core;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Triggers;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Admit;

/// <summary>Lets one execution of a pipeline train at a time. Idempotent by the execution: its holder is admitted again, to the same run.</summary>
internal sealed class AdmitHandler(LeaseStore leases, ArtifactStore store, RunStore runs, WaitingRoom waiting, EndedAdmission ended)
{
    public async Task<AdmitOutput> HandleAsync(AdmitInput input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var definition = RunDefinition.Of(input);
        var key = ArtifactKeys.TrainingLease(input.Pipeline);
        if (await leases.TakeAsync(key, input.Execution, input.Run, input.Now, cancellationToken).ConfigureAwait(false) is not null)
        {
            var self = new WaitingExecution(input.Execution, input.StartedAt, input.ToRequest(), HasBegun: false);
            return AdmitOutput.Of(Admission.WhenHeld(self, await waiting.OthersAsync(self, cancellationToken).ConfigureAwait(false), input.Now), input, definition);
        }

        await store.WriteTextAsync(ArtifactKeys.Definition(input.Pipeline, input.Run), PipelineDefinitionReader.Canonical(definition.Definition), cancellationToken).ConfigureAwait(false);
        var record = await runs.UpdateOrCreateAsync(input.Pipeline, input.Run, run => run ?? input.ToRun(definition.Hash), cancellationToken).ConfigureAwait(false);
        await ended.RefuseAsync(record, input.Now, cancellationToken).ConfigureAwait(false);
        return AdmitOutput.Of(new Admission.Admitted(), input, definition);
    }
}
