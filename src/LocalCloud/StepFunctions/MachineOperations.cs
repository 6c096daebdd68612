using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.Processes;
using LocalCloud.StatesLanguage.Parsing;

namespace LocalCloud.StepFunctions;

/// <summary>Operations on state machines and their tags.</summary>
internal sealed class MachineOperations(StepFunctionsContext context, MachineStore machines)
{
    private readonly ManagedRules _rules = new(context.Identity, context.Authorizer);

    public IEnumerable<ApiOperation> All()
    {
        yield return Operation("CreateStateMachine", Create, (input, _) => PassingRole("states:CreateStateMachine", Arn(input.Text("name")), input));
        yield return Operation("UpdateStateMachine", Update, (input, _) => PassingRole("states:UpdateStateMachine", input.Text("stateMachineArn"), input));
        yield return Operation("DeleteStateMachine", Delete, On("states:DeleteStateMachine", "stateMachineArn"));
        yield return Operation("DescribeStateMachine", Describe, On("states:DescribeStateMachine", "stateMachineArn"));
        yield return Operation("ListStateMachines", List, (_, _) => [new AccessRequest("states:ListStateMachines", "*")]);
        yield return Operation("ValidateStateMachineDefinition", Validate, (_, _) => [new AccessRequest("states:ValidateStateMachineDefinition", Arn("*"))]);
        yield return Operation("TagResource", Tag, On("states:TagResource", "resourceArn"));
        yield return Operation("ListTagsForResource", ListTags, On("states:ListTagsForResource", "resourceArn"));
    }

    private JsonObject Create(JsonObject input)
    {
        var name = input.Text("name");
        Names.Require(name);
        RefuseUnsupported(input);
        var definition = MachineDefinitions.Require(input.Text("definition"));
        var arn = Arn(name);
        if (machines.Find(arn) is { } existing)
        {
            // Creating the same machine again is idempotent; role and tags are not compared.
            return existing.Text("definition") == input.Text("definition") ? existing.Pick("stateMachineArn", "creationDate") : throw StatesErrors.MachineExists(arn);
        }

        DemandTrust(input.Text("roleArn"), arn);
        _rules.Demand(definition, input.Text("roleArn"));
        ExecutionLog.Demand(context, input.Child("loggingConfiguration"), input.Text("roleArn"));
        var machine = input.Pick("name", "definition", "roleArn", "tags");
        machine["stateMachineArn"] = arn;
        machine["type"] = "STANDARD";
        machine["status"] = "ACTIVE";
        machine["creationDate"] = Timestamps.Iso(context.Time.GetUtcNow());
        machine["loggingConfiguration"] = input["loggingConfiguration"]?.DeepClone() ?? new JsonObject { ["level"] = "OFF", ["includeExecutionData"] = false };
        machine["tracingConfiguration"] = input["tracingConfiguration"]?.DeepClone() ?? new JsonObject { ["enabled"] = false };
        machines.Put(machine);
        return machine.Pick("stateMachineArn", "creationDate");
    }

    private JsonObject Update(JsonObject input)
    {
        var machine = machines.Get(input.Text("stateMachineArn"));
        RefuseUnsupported(input);
        string[] changeable = ["definition", "roleArn", "loggingConfiguration", "tracingConfiguration"];
        if (!changeable.Any(input.ContainsKey))
        {
            throw StatesErrors.Bad("MissingRequiredParameter",
                "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified");
        }

        foreach (var member in changeable.Where(input.ContainsKey))
        {
            machine[member] = input[member]?.DeepClone();
        }

        DemandTrust(machine.Text("roleArn"), machine.Text("stateMachineArn"));
        _rules.Demand(MachineDefinitions.Require(machine.Text("definition")), machine.Text("roleArn"));
        ExecutionLog.Demand(context, machine.Child("loggingConfiguration"), machine.Text("roleArn"));
        machine["updateDate"] = Timestamps.Iso(context.Time.GetUtcNow());
        machine["revisionId"] = context.NewId();
        machines.Put(machine);
        return machine.Pick("updateDate", "revisionId");
    }

    private JsonObject Delete(JsonObject input)
    {
        StatesErrors.RequireArn(input.Text("stateMachineArn"));
        machines.Delete(input.Text("stateMachineArn"));
        return [];
    }

    private JsonObject Describe(JsonObject input) => machines.Get(input.Text("stateMachineArn")).Pick(
        "stateMachineArn", "name", "status", "definition", "roleArn", "type", "creationDate", "loggingConfiguration", "tracingConfiguration", "revisionId");

    private JsonObject List(JsonObject input) =>
        Pages.Of(input, "stateMachines", machines.All().Select(machine => machine.Pick("stateMachineArn", "name", "type", "creationDate")).ToList());

    private static JsonObject Validate(JsonObject input)
    {
        var problems = MachineDefinitions.Parse(input.Text("definition")) is ParseResult.Invalid invalid ? invalid.Problems : [];
        var limit = input.NumberOrNull("maxResults") is { } asked and > 0 ? asked : 100;
        return new JsonObject
        {
            ["result"] = problems.Count == 0 ? "OK" : "FAIL",
            ["diagnostics"] = new JsonArray(problems.Take(limit).Select(problem => (JsonNode)new JsonObject
            {
                ["severity"] = "ERROR",
                ["code"] = problem.Code,
                ["message"] = problem.Message,
                ["location"] = problem.Location,
            }).ToArray()),
            ["truncated"] = problems.Count > limit,
        };
    }

    private JsonObject Tag(JsonObject input)
    {
        var machine = Tagged(input);
        var tags = machine.Children("tags").ToDictionary(tag => tag.Text("key"), tag => tag.Copy());
        foreach (var tag in input.Children("tags"))
        {
            tags[tag.Text("key")] = tag.Copy();
        }

        machine["tags"] = new JsonArray(tags.Values.Select(tag => (JsonNode)tag.Copy()).ToArray());
        machines.Put(machine);
        return [];
    }

    private JsonObject ListTags(JsonObject input) => new() { ["tags"] = Tagged(input)["tags"]?.DeepClone() ?? new JsonArray() };

    private JsonObject Tagged(JsonObject input) => machines.Find(input.Text("resourceArn"))
        ?? throw StatesErrors.Bad("ResourceNotFound", $"Resource not found: '{input.Text("resourceArn")}'");

    private static void RefuseUnsupported(JsonObject input)
    {
        if (input.TextOrNull("type") is { } type && type != "STANDARD")
        {
            throw StatesErrors.Bad("StateMachineTypeNotSupported", $"State machines of type {type} are not supported by LocalCloud: make it STANDARD.");
        }

        if (input.Flag("publish"))
        {
            throw AwsException.Validation("Versions of state machines are not supported by LocalCloud: leave out 'publish'.");
        }
    }

    private void DemandTrust(string roleArn, string machineArn)
    {
        if (!context.CanAssume(roleArn, machineArn))
        {
            throw AwsException.AccessDenied("Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.");
        }
    }

    private string Arn(string name) => context.Identity.Arn("states", $"stateMachine:{name}");

    private static IEnumerable<AccessRequest> PassingRole(string action, string arn, JsonObject input)
    {
        yield return new AccessRequest(action, arn);
        if (input.TextOrNull("roleArn") is { } role)
        {
            yield return new AccessRequest("iam:PassRole", role)
            {
                ConditionKeys = new Dictionary<string, string> { ["iam:PassedToService"] = "states.amazonaws.com" },
            };
        }
    }

    private static Func<JsonObject, ApiContext, IEnumerable<AccessRequest>> On(string action, string member) =>
        (input, _) => [new AccessRequest(action, input.Text(member))];

    private static ApiOperation Operation(string name, Func<JsonObject, JsonObject> handle, Func<JsonObject, ApiContext, IEnumerable<AccessRequest>> access) =>
        new(name, (input, _, _) => Task.FromResult(handle(input)), access);
}
