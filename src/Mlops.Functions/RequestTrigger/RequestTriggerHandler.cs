using System.Text.Json;
using Amazon.Lambda.Core;
using Mlops.Functions.Executions;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.RequestTrigger;

/// <summary>Starts what a person or CI asked for on the bus. Idempotent by the request's id, which names the execution: a second request with it starts nothing, whatever became of the first.</summary>
internal sealed class RequestTriggerHandler(MachineStarter machine, string pipeline)
{
    public async Task<TriggerOutput> HandleAsync(JsonElement input, ILambdaContext context)
    {
        var request = RequestEvents.Read(input);
        return TriggerOutput.Of(request.Pipeline == pipeline
            ? await machine.StartOnceAsync(request.Request, request.ToCanonicalJson(), context.Deadline()).ConfigureAwait(false)
            : StartedExecution.Ignored(request.Request, $"It asks for {request.Pipeline}, and this function starts {pipeline}."));
    }
}
