using System.Text.Json;
using Amazon.Lambda.Core;
using Mlops.Domain.Triggers;
using Mlops.Functions.Executions;
using Mlops.Functions.Hosting;
using Mlops.Functions.Learning;

namespace Mlops.Functions.DriftTrigger;

/// <summary>Starts a retraining for drift when there is something new to learn from. Idempotent by the alarm and the time of its change, or by the monitoring: they name the execution.</summary>
internal sealed class DriftTriggerHandler(ExecutionStarter starter, LearnableLookup learnable, string pipeline)
{
    public async Task<TriggerOutput> HandleAsync(JsonElement input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var signal = DriftEvents.Read(input);
        return TriggerOutput.Of(await WhyNotAsync(signal, cancellationToken).ConfigureAwait(false) is { } reason
            ? StartedExecution.Ignored(signal.Name, reason)
            : await starter.StartAsync(RetrainRequest.ForDrift(pipeline, signal.Name, signal.Since), cancellationToken).ConfigureAwait(false));
    }

    private async Task<string?> WhyNotAsync(DriftSignal signal, CancellationToken cancellationToken)
    {
        if (signal.Ignored is not null || (signal.Pipeline is { } other && other != pipeline))
        {
            return signal.Ignored ?? $"It tells of {signal.Pipeline}, and this function starts {pipeline}.";
        }

        var data = await learnable.FindAsync(pipeline, cancellationToken).ConfigureAwait(false);
        return data.IsNew ? null : data.Reason;
    }
}
