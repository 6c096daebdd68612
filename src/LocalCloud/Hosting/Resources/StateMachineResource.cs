using System.Text.Json.Nodes;
using LocalCloud.CloudFormation;

namespace LocalCloud.Hosting.Resources;

/// <summary><c>AWS::StepFunctions::StateMachine</c>.</summary>
internal sealed class StateMachineResource(AccountApi api) : ResourceType(
    "AWS::StepFunctions::StateMachine",
    ["StateMachineName", "StateMachineType", "DefinitionString", "RoleArn", "LoggingConfiguration", "TracingConfiguration", "EncryptionConfiguration", "Tags"],
    ["Arn", "Name"])
{
    public override async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var name = NameOf(request);
        var machine = Pick(request.Properties, "DefinitionString:definition", "RoleArn:roleArn", "StateMachineType:type");
        machine["name"] = name;
        machine["loggingConfiguration"] = Logging(request.Properties);
        await api.CreateOrUpdateAsync(
            "stepfunctions", ("CreateStateMachine", machine), "StateMachineAlreadyExists", ("UpdateStateMachine", Update(request)), cancellationToken);
        return Identity(ArnOf(request), ("Arn", ArnOf(request)), ("Name", name));
    }

    public override async Task<ResourceIdentity> UpdateAsync(ResourceRequest request, ResourceRecord current, CancellationToken cancellationToken)
    {
        await api.CallAsync("stepfunctions", "UpdateStateMachine", Update(request), cancellationToken);
        return Identity(ArnOf(request), ("Arn", ArnOf(request)), ("Name", NameOf(request)));
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) =>
        api.DeleteAsync("stepfunctions", "DeleteStateMachine", new() { ["stateMachineArn"] = current.PhysicalId }, cancellationToken);

    private JsonObject Update(ResourceRequest request)
    {
        var update = Pick(request.Properties, "DefinitionString:definition", "RoleArn:roleArn");
        update["stateMachineArn"] = ArnOf(request);
        update["loggingConfiguration"] = Logging(request.Properties);
        return update;
    }

    private static JsonObject Logging(JsonObject properties)
    {
        if (properties["LoggingConfiguration"] is not JsonObject given)
        {
            return new() { ["level"] = "OFF" };
        }

        var logging = Pick(given, "Level:level", "IncludeExecutionData:includeExecutionData");
        var groups = (given["Destinations"] as JsonArray ?? []).Select(destination => destination!["CloudWatchLogsLogGroup"]!["LogGroupArn"]!.ToString());
        logging["destinations"] = new JsonArray([.. groups.Select(arn => new JsonObject { ["cloudWatchLogsLogGroup"] = new JsonObject { ["logGroupArn"] = arn } })]);
        return logging;
    }

    private string ArnOf(ResourceRequest request) => api.Cloud.Arn("states", $"stateMachine:{NameOf(request)}");

    private static string NameOf(ResourceRequest request) => request.Properties["StateMachineName"]?.ToString() ?? request.GeneratedName;
}
