using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Processes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Execution;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StepFunctions.Integrations;

/// <summary>Runs the tasks of one execution: submit, tell, and (by the pattern) wait for the work or for its token.</summary>
internal sealed class TaskDispatcher : ITaskRunner
{
    private readonly TaskTokens _tokens;
    private readonly ExecutionFacts _facts;
    private readonly ServiceCalls _calls;
    private readonly LambdaTasks _lambda;
    private readonly SyncTasks _sync;

    public TaskDispatcher(StepFunctionsContext context, TaskTokens tokens, ExecutionFacts facts)
    {
        (_tokens, _facts) = (tokens, facts);
        _calls = new ServiceCalls(context, MachineRole.Of(facts.RoleArn, facts.ExecutionName));
        _lambda = new LambdaTasks(_calls);
        _sync = new SyncTasks(_calls, context);
    }

    public async Task<TaskOutcome> RunAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken)
    {
        if (call.Resource is not TaskResource.Integration integration)
        {
            return await _lambda.ByArnAsync(call.Resource.Arn, call.Parameters, cancellationToken);
        }

        if (call.Submitted is null)
        {
            if (call.Token is { } token)
            {
                _tokens.Open(token, _facts.StateMachineArn, _facts.ExecutionArn);
            }

            var submitted = await SubmitAsync(integration, call, cancellationToken);
            if (submitted is TaskOutcome.Failed && call.InterruptedSince is { } since && integration.Pattern.StartsWith(".sync", StringComparison.Ordinal))
            {
                submitted = await _sync.FindAsync(call, since, cancellationToken) ?? submitted;
            }

            if (submitted is not TaskOutcome.Succeeded done || integration.Pattern.Length == 0)
            {
                return submitted;
            }

            await progress.SubmittedAsync(done.Output);
            call = call with { Submitted = done.Output };
        }

        return integration.WaitsForToken
            ? await WaitForTokenAsync(call.Token!, progress, cancellationToken)
            : await _sync.WaitAsync(call, cancellationToken);
    }

    public async Task StopAsync(TaskCall call, CancellationToken cancellationToken)
    {
        if (call.Token is { } token)
        {
            _tokens.Close(token);
        }
        else if (call is { Submitted: not null, Resource: TaskResource.Integration })
        {
            await _sync.StopAsync(call, cancellationToken);
        }
    }

    private async Task<TaskOutcome> WaitForTokenAsync(string token, ITaskProgress progress, CancellationToken cancellationToken) =>
        await _tokens.WaitAsync(token, progress, cancellationToken);

    private async Task<TaskOutcome> SubmitAsync(TaskResource.Integration integration, TaskCall call, CancellationToken cancellationToken)
    {
        var parameters = call.Parameters as JsonObject ?? [];
        var operation = ServiceNames.Operation(integration.Action);
        if (integration.IsSdk)
        {
            return await _calls.CallAsync(ServiceNames.Sdk(integration.ResourceType)!, operation, parameters, cancellationToken);
        }

        if (integration is { ResourceType: "lambda" })
        {
            return await _lambda.InvokeAsync(parameters, cancellationToken);
        }

        if (Unsupported(integration, parameters) is { } refusal)
        {
            return new TaskOutcome.Failed(refusal);
        }

        var outcome = await _calls.CallAsync(ServiceNames.Optimized(integration.ResourceType), operation, Completed(integration, call, parameters), cancellationToken);
        return outcome is TaskOutcome.Succeeded { Output: JsonObject result } ? Checked(integration, result) : outcome;
    }

    /// <summary>The parameters with what the optimized integration adds of its own.</summary>
    private JsonObject Completed(TaskResource.Integration integration, TaskCall call, JsonObject parameters) => integration.ResourceType switch
    {
        "states" => Named(call, parameters),
        "events" => Signed(parameters),
        _ => parameters,
    };

    /// <summary>Each event says which execution of which machine has sent it, after the resources that it names itself.</summary>
    private JsonObject Signed(JsonObject parameters)
    {
        var signed = parameters.Copy();
        foreach (var entry in (signed["Entries"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var named = entry["Resources"] as JsonArray ?? [];
            entry["Resources"] = new JsonArray([.. named.Select(resource => resource?.DeepClone()), _facts.ExecutionArn, _facts.StateMachineArn]);
        }

        return signed;
    }

    /// <summary>A nested execution without a name gets one that is the same when an interrupted start is repeated.</summary>
    private JsonObject Named(TaskCall call, JsonObject parameters)
    {
        if (parameters.ContainsKey("Name"))
        {
            return parameters;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{_facts.ExecutionArn}/{call.AttemptId}/{JsonText.Write(parameters)}"));
        var named = parameters.Copy();
        named["Name"] = new Guid(hash.AsSpan(0, 16)).ToString();
        return named;
    }

    private TaskOutcome Checked(TaskResource.Integration integration, JsonObject result)
    {
        if (integration.ResourceType == "events" && result.NumberOrNull("FailedEntryCount") > 0)
        {
            return new TaskOutcome.Failed(new StatesError("EventBridge.FailedEntry", JsonText.Write(result)));
        }

        return new TaskOutcome.Succeeded(_calls.WithMetadata(result));
    }

    /// <summary>AWS's optimized updateEndpoint does not take a DeploymentConfig; the SDK integration does.</summary>
    private static StatesError? Unsupported(TaskResource.Integration integration, JsonObject parameters) =>
        integration is { ResourceType: "sagemaker", Action: "updateEndpoint" } && parameters.ContainsKey("DeploymentConfig")
            ? new StatesError(StatesError.Runtime,
                $"The Parameters '{JsonText.Write(parameters)}' could not be used to start the Task: [The field \"DeploymentConfig\" is not supported by Step Functions]")
            : null;
}
