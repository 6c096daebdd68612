using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Paths;
using Timestamps = LocalCloud.Models.Timestamps;

namespace LocalCloud.StepFunctions;

/// <summary>Operations on executions.</summary>
internal sealed class ExecutionOperations(StepFunctionsContext context, MachineStore machines, ExecutionStore executions, ExecutionHost host)
{
    /// <summary>How long an execution's name stays taken after its end.</summary>
    private static readonly TimeSpan NameLifetime = TimeSpan.FromDays(90);

    private readonly Lock _starting = new();

    public IEnumerable<ApiOperation> All()
    {
        yield return Operation("StartExecution", Start, "stateMachineArn");
        yield return Operation("DescribeExecution", Describe, "executionArn");
        yield return Operation("DescribeStateMachineForExecution", DescribeMachine, "executionArn");
        yield return Operation("ListExecutions", List, "stateMachineArn");
        yield return Operation("GetExecutionHistory", History, "executionArn");
        yield return new ApiOperation("StopExecution", StopAsync, On("states:StopExecution", "executionArn"));
    }

    private JsonObject Start(JsonObject input)
    {
        var machine = machines.Get(input.Text("stateMachineArn"));
        var name = input.TextOrNull("name") ?? context.NewId();
        Names.Require(name);
        var text = input.TextOrNull("input") ?? "{}";
        RequireJson(text);
        var arn = context.Identity.Arn("states", $"execution:{machine.Text("name")}:{name}");
        lock (_starting)
        {
            if (executions.Find(arn) is { } existing && !Expired(existing))
            {
                return existing.Text("status") == "RUNNING" && existing.Text("input") == text
                    ? existing.Pick("executionArn", "startDate")
                    : throw StatesErrors.ExecutionExists(arn);
            }

            return Add(machine, arn, name, text);
        }
    }

    private JsonObject Add(JsonObject machine, string arn, string name, string text)
    {
        if (executions.Find(arn) is { } expired)
        {
            executions.Remove(expired);
        }

        // The execution keeps the definition and role that it was started with; updates of the machine do not reach it.
        var execution = machine.Pick("stateMachineArn", "definition", "roleArn", "revisionId");
        execution["machineName"] = machine.Text("name");
        execution["machineDate"] = machine.TextOrNull("updateDate") ?? machine.Text("creationDate");
        execution["executionArn"] = arn;
        execution["name"] = name;
        execution["input"] = text;
        execution["status"] = "RUNNING";
        execution["startDate"] = Timestamps.Iso(context.Time.GetUtcNow());
        execution["announce"] = true;
        executions.Add(execution);
        host.Run(arn);
        return execution.Pick("executionArn", "startDate");
    }

    private JsonObject Describe(JsonObject input)
    {
        var execution = executions.Get(input.Text("executionArn"));
        var redrive = Redrive.Of(execution);
        var output = execution.Pick(
            "executionArn", "stateMachineArn", "name", "status", "startDate", "stopDate", "input", "output", "error", "cause");
        output["inputDetails"] = new JsonObject { ["included"] = true };
        if (output.ContainsKey("output"))
        {
            output["outputDetails"] = new JsonObject { ["included"] = true };
        }

        output["redriveCount"] = 0;
        output["redriveStatus"] = redrive.Status;
        output["redriveStatusReason"] = redrive.Reason;
        return output;
    }

    private JsonObject DescribeMachine(JsonObject input)
    {
        var execution = executions.Get(input.Text("executionArn"));
        var output = execution.Pick("stateMachineArn", "definition", "roleArn", "revisionId");
        output["name"] = execution.Text("machineName");
        output["updateDate"] = execution.Text("machineDate");
        output["loggingConfiguration"] = new JsonObject { ["level"] = "OFF", ["includeExecutionData"] = false };
        output["tracingConfiguration"] = new JsonObject { ["enabled"] = false };
        return output;
    }

    private JsonObject List(JsonObject input)
    {
        var machine = input.TextOrNull("stateMachineArn") ?? throw AwsException.Validation("A state machine ARN must be given: map runs are not supported by LocalCloud.");
        machines.Get(machine);
        var status = input.TextOrNull("statusFilter");
        var found = executions.Of(machine)
            .Where(execution => status is null || execution.Text("status") == status)
            .Select(Listed)
            .ToList();
        return Pages.Of(input, "executions", found);
    }

    private static JsonObject Listed(JsonObject execution)
    {
        var item = execution.Pick("executionArn", "stateMachineArn", "name", "status", "startDate", "stopDate");
        item["redriveCount"] = 0;
        return item;
    }

    private JsonObject History(JsonObject input)
    {
        var arn = input.Text("executionArn");
        executions.Get(arn);
        var from = Pages.From(input);
        var size = Pages.Size(input);
        var events = input.Flag("reverseOrder") ? executions.EventsBefore(arn, from, size + 1) : executions.EventsAfter(arn, from ?? 0, size + 1);
        if (input["includeExecutionData"]?.GetValue<bool>() == false)
        {
            events.ToList().ForEach(WithoutData);
        }

        var output = new JsonObject { ["events"] = new JsonArray([.. events.Take(size)]) };
        if (events.Count > size)
        {
            // By the last event that was told: a history grows between two pages.
            output["nextToken"] = events[size - 1]["id"]!.ToString();
        }

        return output;
    }

    private static void WithoutData(JsonObject item)
    {
        foreach (var details in item.Select(member => member.Value).OfType<JsonObject>())
        {
            foreach (var member in new[] { "input", "output", "parameters", "inputDetails", "outputDetails" })
            {
                details.Remove(member);
            }
        }
    }

    private async Task<JsonObject> StopAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        var arn = input.Text("executionArn");
        executions.Documents.Transact(() =>
        {
            var execution = executions.Get(arn);
            if (execution.Text("status") == "RUNNING")
            {
                execution["abort"] = input.Pick("error", "cause");
                executions.Put(execution);
            }
        });
        await host.AbortAsync(arn, new StatesError(input.TextOrNull("error"), input.TextOrNull("cause")), cancellationToken);
        return executions.Get(arn).Pick("stopDate");
    }

    private bool Expired(JsonObject execution) =>
        execution.TextOrNull("stopDate") is { } stopped && context.Time.GetUtcNow() - Timestamps.Parse(stopped) > NameLifetime;

    private static void RequireJson(string text)
    {
        try
        {
            JsonText.Parse(text);
        }
        catch (JsonException problem)
        {
            throw StatesErrors.Bad("InvalidExecutionInput", $"Invalid State Machine Execution Input: '{problem.Message}'");
        }
    }

    private static Func<JsonObject, ApiContext, IEnumerable<AccessRequest>> On(string action, string member) =>
        (input, _) => [new AccessRequest(action, input.TextOrNull(member) ?? "*")];

    private static ApiOperation Operation(string name, Func<JsonObject, JsonObject> handle, string member) =>
        new(name, (input, _, _) => Task.FromResult(handle(input)), On("states:" + name, member));
}
