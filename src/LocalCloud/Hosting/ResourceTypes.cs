using LocalCloud.Api;
using LocalCloud.CloudFormation;
using LocalCloud.Ecr;
using LocalCloud.EventBridge;
using LocalCloud.Hosting.Resources;
using LocalCloud.Iam;
using LocalCloud.Lambda;
using LocalCloud.S3;

namespace LocalCloud.Hosting;

/// <summary>Every resource type that templates may use here.</summary>
internal static class ResourceTypes
{
    /// <summary>Each call of theirs is made by <paramref name="principal"/>.</summary>
    public static IReadOnlyDictionary<string, IResourceType> All(
        Principal principal, Func<IApi> services, CloudIdentity cloud, S3Engine s3, RoleStore roles, EventBridgeEngine events, LambdaEngine lambda, RepositoryPolicies repositories)
    {
        var api = new AccountApi(services, cloud, principal);
        IResourceType[] types =
        [
            new BucketResource(s3, principal),
            new BucketPolicyResource(s3, principal),
            new RoleResource(roles, cloud),
            new PolicyResource(roles),
            new QueueResource(api),
            new QueuePolicyResource(api),
            new TopicResource(api),
            new TopicPolicyResource(api),
            new EventBusResource(api),
            new EventBusPolicyResource(events, api, principal),
            new RuleResource(api),
            new FunctionResource(api),
            new PermissionResource(api),
            new EventInvokeConfigResource(lambda),
            new StateMachineResource(api),
            new AlarmResource(api),
            new CompositeAlarmResource(api),
            new ParameterResource(api),
            new LogGroupResource(api),
            new ModelPackageGroupResource(api),
            new RepositoryResource(repositories, cloud),
            .. NameOnly(cloud),
            .. UnservedTypes.All(cloud),
        ];
        return types.ToDictionary(type => type.Name, StringComparer.Ordinal);
    }

    private static IEnumerable<IResourceType> NameOnly(CloudIdentity cloud)
    {
        yield return new NameOnlyResource("AWS::CDK::Metadata", "Analytics", [], new Dictionary<string, Func<string, string>>());
    }
}
