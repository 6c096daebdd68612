using System.Text.Json.Nodes;
using LocalCloud.CloudFormation;

namespace LocalCloud.Hosting.Resources;

/// <summary><c>AWS::SSM::Parameter</c> of type String.</summary>
internal sealed class ParameterResource(AccountApi api) : ResourceType(
    "AWS::SSM::Parameter", ["Name", "Type", "Value", "Description", "Tier", "Tags"], ["Type", "Value"])
{
    public override async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var input = Pick(request.Properties, "Type", "Value", "Description");
        var name = request.Properties["Name"]?.ToString() ?? request.GeneratedName;
        input["Name"] = name;
        input["Overwrite"] = true;
        await api.CallAsync("ssm", "PutParameter", input, cancellationToken);
        return Identity(name, ("Type", input["Type"]!.ToString()), ("Value", input["Value"]!.ToString()));
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) =>
        api.DeleteAsync("ssm", "DeleteParameter", new() { ["Name"] = current.PhysicalId }, cancellationToken);
}

/// <summary><c>AWS::SageMaker::ModelPackageGroup</c>.</summary>
internal sealed class ModelPackageGroupResource(AccountApi api) : ResourceType(
    "AWS::SageMaker::ModelPackageGroup", ["ModelPackageGroupName", "ModelPackageGroupDescription", "ModelPackageGroupPolicy", "Tags"], ["ModelPackageGroupArn"])
{
    public override async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var name = request.Properties["ModelPackageGroupName"]!.ToString();
        var input = Pick(request.Properties, "ModelPackageGroupName", "ModelPackageGroupDescription");
        await api.CreateOrUpdateAsync(
            "sagemaker",
            ("CreateModelPackageGroup", input), "ValidationException", ("DescribeModelPackageGroup", new() { ["ModelPackageGroupName"] = name }),
            cancellationToken);
        await SetPolicyAsync(name, request.Properties["ModelPackageGroupPolicy"], cancellationToken);
        var arn = api.Cloud.Arn("sagemaker", $"model-package-group/{name}");
        return Identity(arn, ("ModelPackageGroupArn", arn));
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) =>
        api.DeleteAsync(
            "sagemaker", "DeleteModelPackageGroup",
            new() { ["ModelPackageGroupName"] = current.Properties["ModelPackageGroupName"]!.ToString() }, cancellationToken);

    /// <summary>CloudFormation takes the policy as a document or as its text.</summary>
    private Task<JsonObject> SetPolicyAsync(string group, JsonNode? policy, CancellationToken cancellationToken) => policy is null
        ? api.CallAsync("sagemaker", "DeleteModelPackageGroupPolicy", new() { ["ModelPackageGroupName"] = group }, cancellationToken)
        : api.CallAsync(
            "sagemaker", "PutModelPackageGroupPolicy",
            new() { ["ModelPackageGroupName"] = group, ["ResourcePolicy"] = policy is JsonObject document ? document.ToJsonString() : policy.ToString() },
            cancellationToken);
}

/// <summary>
/// A resource that other services here only need the name of: CDK's metadata.
/// </summary>
internal sealed class NameOnlyResource(
    string name, string nameProperty, string[] properties, IReadOnlyDictionary<string, Func<string, string>> attributes)
    : ResourceType(name, [nameProperty, .. properties], [.. attributes.Keys])
{
    public override Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var id = request.Properties[nameProperty]?.ToString() ?? request.GeneratedName;
        return Task.FromResult(Identity(id, [.. attributes.Select(attribute => (attribute.Key, attribute.Value(id)))]));
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) => Task.CompletedTask;
}
