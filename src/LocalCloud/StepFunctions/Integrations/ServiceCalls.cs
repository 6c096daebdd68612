using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.StatesLanguage.Execution;

namespace LocalCloud.StepFunctions.Integrations;

/// <summary>Calls of services as the machine's role; a service's refusal is a task's failure.</summary>
internal sealed class ServiceCalls(StepFunctionsContext context, Principal.Role role)
{
    /// <summary>One call; the output has the names that a task's result has.</summary>
    public async Task<TaskOutcome> CallAsync(CalledService service, string operation, JsonNode? parameters, CancellationToken cancellationToken)
    {
        try
        {
            var input = Parameters.ToInput(service.Name, operation, parameters as JsonObject ?? []);
            var output = await context.Api().CallAsync(service.Name, operation, input, role, cancellationToken);
            var result = SdkIntegrationNames.FromModel(service.Name, operation, output);
            return new TaskOutcome.Succeeded(result);
        }
        catch (AwsException error)
        {
            return new TaskOutcome.Failed(TaskErrors.From(service, error, context.NewId()));
        }
    }

    /// <summary>The metadata that results of optimized integrations carry.</summary>
    public JsonObject WithMetadata(JsonObject result)
    {
        var id = context.NewId();
        result["SdkHttpMetadata"] = new JsonObject
        {
            ["AllHttpHeaders"] = new JsonObject { ["x-amzn-RequestId"] = new JsonArray(id) },
            ["HttpHeaders"] = new JsonObject { ["x-amzn-RequestId"] = id },
            ["HttpStatusCode"] = 200,
        };
        result["SdkResponseMetadata"] = new JsonObject { ["RequestId"] = id };
        return result;
    }
}
