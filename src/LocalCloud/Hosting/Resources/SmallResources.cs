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
        request.Initiated(Identity(name));
        return await SetPolicyAsync(name, request.Properties["ModelPackageGroupPolicy"], cancellationToken);
    }

    public override async Task<ResourceIdentity> UpdateAsync(ResourceRequest request, ResourceRecord current, CancellationToken cancellationToken)
    {
        var name = request.Properties["ModelPackageGroupName"]!.ToString();
        if (request.Properties["ModelPackageGroupPolicy"] is null)
        {
            await api.CallAsync("sagemaker", "DeleteModelPackageGroupPolicy", new() { ["ModelPackageGroupName"] = name }, cancellationToken);
        }

        return await SetPolicyAsync(name, request.Properties["ModelPackageGroupPolicy"], cancellationToken);
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) =>
        api.DeleteAsync(
            "sagemaker", "DeleteModelPackageGroup",
            new() { ["ModelPackageGroupName"] = current.Properties["ModelPackageGroupName"]!.ToString() }, cancellationToken);

    /// <summary>CloudFormation takes the policy as a document or as its text.</summary>
    private async Task<ResourceIdentity> SetPolicyAsync(string group, JsonNode? policy, CancellationToken cancellationToken)
    {
        if (policy is not null)
        {
            var text = policy is JsonObject document ? document.ToJsonString() : policy.ToString();
            await api.CallAsync(
                "sagemaker", "PutModelPackageGroupPolicy", new() { ["ModelPackageGroupName"] = group, ["ResourcePolicy"] = text }, cancellationToken);
        }

        return Identity(group);
    }

    private ResourceIdentity Identity(string group)
    {
        var arn = api.Cloud.Arn("sagemaker", $"model-package-group/{group}");
        return Identity(arn, ("ModelPackageGroupArn", arn));
    }
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
