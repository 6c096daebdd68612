using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation;
using LocalCloud.Ecr;

namespace LocalCloud.Hosting.Resources;

/// <summary><c>AWS::ECR::Repository</c>: a name, since images come from the registry file, and the policy that pulls from other accounts are held against.</summary>
internal sealed class RepositoryResource(RepositoryPolicies policies, CloudIdentity cloud) : ResourceType(
    "AWS::ECR::Repository",
    ["RepositoryName", "ImageTagMutability", "ImageScanningConfiguration", "LifecyclePolicy", "EncryptionConfiguration", "RepositoryPolicyText", "EmptyOnDelete", "Tags"],
    ["Arn", "RepositoryUri"])
{
    public override Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var name = request.Properties["RepositoryName"]?.ToString() ?? request.GeneratedName;
        var policy = request.Properties["RepositoryPolicyText"];
        policies.Put(name, cloud.Arn("ecr", $"repository/{name}"), policy is null or JsonObject ? policy?.AsObject() : JsonNode.Parse(policy.ToString())!.AsObject());
        return Task.FromResult(Identity(
            name,
            ("Arn", cloud.Arn("ecr", $"repository/{name}")),
            ("RepositoryUri", $"{cloud.Account}.dkr.ecr.{cloud.Region}.amazonaws.com/{name}")));
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken)
    {
        policies.Delete(current.PhysicalId);
        return Task.CompletedTask;
    }
}
