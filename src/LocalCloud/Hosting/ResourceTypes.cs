using LocalCloud.Api;
using LocalCloud.CloudFormation;
using LocalCloud.Hosting.Resources;
using LocalCloud.Iam;
using LocalCloud.Lambda;
using LocalCloud.S3;

namespace LocalCloud.Hosting;

/// <summary>Every resource type that templates may use here.</summary>
internal static class ResourceTypes
{
    public static IReadOnlyDictionary<string, IResourceType> All(Func<IApi> services, CloudIdentity cloud, S3Engine s3, RoleStore roles, LambdaEngine lambda)
    {
        var api = new AccountApi(services, cloud);
        IResourceType[] types =
        [
            new BucketResource(s3),
            new BucketPolicyResource(s3),
            new RoleResource(roles, cloud),
            new PolicyResource(roles),
            new QueueResource(api),
            new QueuePolicyResource(api),
            new TopicResource(api),
            new TopicPolicyResource(api),
            new EventBusResource(api),
            new RuleResource(api),
            new FunctionResource(api),
            new PermissionResource(api),
            new EventInvokeConfigResource(lambda),
            new StateMachineResource(api),
            new AlarmResource(api),
            new CompositeAlarmResource(api),
            new ParameterResource(api),
            new ModelPackageGroupResource(api),
            .. NameOnly(cloud),
            .. UnservedTypes.All(cloud),
        ];
        return types.ToDictionary(type => type.Name, StringComparer.Ordinal);
    }

    private static IEnumerable<IResourceType> NameOnly(CloudIdentity cloud)
    {
        yield return new NameOnlyResource(
            "AWS::Logs::LogGroup", "LogGroupName", ["RetentionInDays", "KmsKeyId", "LogGroupClass", "Tags"],
            new Dictionary<string, Func<string, string>> { ["Arn"] = name => $"{cloud.Arn("logs", $"log-group:{name}")}:*" });
        yield return new NameOnlyResource(
            "AWS::ECR::Repository", "RepositoryName",
            ["ImageTagMutability", "ImageScanningConfiguration", "LifecyclePolicy", "EncryptionConfiguration", "RepositoryPolicyText", "EmptyOnDelete", "Tags"],
            new Dictionary<string, Func<string, string>>
            {
                ["Arn"] = name => cloud.Arn("ecr", $"repository/{name}"),
                ["RepositoryUri"] = name => $"{cloud.Account}.dkr.ecr.{cloud.Region}.amazonaws.com/{name}",
            });
        yield return new NameOnlyResource("AWS::CDK::Metadata", "Analytics", [], new Dictionary<string, Func<string, string>>());
    }
}
