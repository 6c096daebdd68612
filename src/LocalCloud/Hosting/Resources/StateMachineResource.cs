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
        var name = request.Properties["StateMachineName"]?.ToString() ?? request.GeneratedName;
        var arn = api.Cloud.Arn("states", $"stateMachine:{name}");
        var machine = Pick(request.Properties, "DefinitionString:definition", "RoleArn:roleArn", "StateMachineType:type");
        machine["name"] = name;
        var update = Pick(machine, "definition", "roleArn");
        update["stateMachineArn"] = arn;
        await api.CreateOrUpdateAsync(
            "stepfunctions", ("CreateStateMachine", machine), "StateMachineAlreadyExists", ("UpdateStateMachine", update), cancellationToken);
        return Identity(arn, ("Arn", arn), ("Name", name));
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) =>
        api.DeleteAsync("stepfunctions", "DeleteStateMachine", new() { ["stateMachineArn"] = current.PhysicalId }, cancellationToken);
}
