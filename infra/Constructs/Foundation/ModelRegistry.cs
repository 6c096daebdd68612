using Amazon.CDK;
using Amazon.CDK.AWS.ECR;
using Amazon.CDK.AWS.Sagemaker;
using Constructs;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>What models are registered in and their image is kept in, shared with the environments that may have them. All of it outlives the stack.</summary>
public static class ModelRegistry
{
    public static void Add(Construct scope, IEnumerable<PipelineNames> pipelines, EnvironmentPlan? plan)
    {
        if (plan is not { IsServing: true })
        {
            AddRepository(scope, plan?.Serving ?? []);
        }

        foreach (var pipeline in pipelines)
        {
            AddPackageGroup(scope, pipeline, plan?.Target);
        }
    }

    private static void AddRepository(Construct scope, IEnumerable<EnvironmentConfig> serving)
    {
        var repository = new Repository(scope, "Algorithm", new RepositoryProps
        {
            RepositoryName = PipelineNames.Repository,
            ImageTagMutability = TagMutability.IMMUTABLE,
            ImageScanOnPush = true,
            Encryption = RepositoryEncryption.AES_256,
            RemovalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        });
        foreach (var each in serving)
        {
            repository.AddToResourcePolicy(ModelSharing.Images(each));
        }
    }

    private static void AddPackageGroup(Construct scope, PipelineNames names, EnvironmentConfig? target)
    {
        var group = new CfnModelPackageGroup(scope, $"Models-{names.Pipeline}", new CfnModelPackageGroupProps
        {
            ModelPackageGroupName = names.ModelPackageGroup,
            ModelPackageGroupDescription = $"Every model of {names.Pipeline} that passed its gate",
            ModelPackageGroupPolicy = target is null ? null : ModelSharing.PackageGroup(scope, names, target),
        });
        group.ApplyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    }
}
