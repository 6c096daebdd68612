using System.Text.Json;
using Amazon.Lambda.Core;
using Mlops.Domain.Triggers;
using Mlops.Functions.Executions;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.MonitorTrigger;

/// <summary>Starts the monitoring of a schedule's occurrence. Idempotent by the scheduled time, which names the execution; one that failed is not started anew, since the next judges the same window.</summary>
internal sealed class MonitorTriggerHandler(MachineStarter machine, string pipeline)
{
    public async Task<TriggerOutput> HandleAsync(JsonElement input, ILambdaContext context)
    {
        var request = new MonitorRequest { Pipeline = pipeline, ScheduledAt = ScheduledTime.Read(input) };
        return TriggerOutput.Of(await machine.StartOnceAsync(ExecutionName.ForMonitor(request.ScheduledAt), request.ToCanonicalJson(), context.Deadline()).ConfigureAwait(false));
    }
}
