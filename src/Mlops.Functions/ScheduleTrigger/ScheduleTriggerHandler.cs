using System.Text.Json;
using Amazon.Lambda.Core;
using Mlops.Domain.Triggers;
using Mlops.Functions.Executions;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.ScheduleTrigger;

/// <summary>Starts the retraining of a schedule's occurrence. Idempotent by the scheduled time, which names the execution.</summary>
internal sealed class ScheduleTriggerHandler(ExecutionStarter starter, string pipeline)
{
    public async Task<TriggerOutput> HandleAsync(JsonElement input, ILambdaContext context) =>
        TriggerOutput.Of(await starter.StartAsync(RetrainRequest.ForSchedule(pipeline, ScheduledTime.Read(input)), context.Deadline()).ConfigureAwait(false));
}
