using Amazon.CDK;
using Amazon.CDK.AWS.ECR;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Sagemaker;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SSM;
using Constructs;
using Mlops.Infra.Configuration;
using Mlops.Infra.Constructs;
using Targets = Amazon.CDK.AWS.Events.Targets;

namespace Mlops.Infra.Stacks;

/// <summary>What all pipelines share and what must outlive them: buckets, bus, image repository, registry groups.</summary>
/// <remarks>What has a fixed name is not retained when its very creation is rolled back: it would stand in the way of the next try.</remarks>
public sealed class FoundationStack : Stack
{
    public FoundationStack(Construct scope, string id, IStackProps props, IEnumerable<PipelineNames> pipelines)
        : base(scope, id, props)
    {
        Lake = new DataLake(this, "Lake");
        Bus = new EventBus(this, "Bus", new EventBusProps { EventBusName = PipelineNames.Bus });
        Bus.ApplyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
        _ = new Repository(this, "Algorithm", new RepositoryProps
        {
            RepositoryName = PipelineNames.Repository,
            ImageTagMutability = TagMutability.IMMUTABLE,
            ImageScanOnPush = true,
            Encryption = RepositoryEncryption.AES_256,
            RemovalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        });
        foreach (var pipeline in pipelines)
        {
            AddPackageGroup(pipeline);
        }

        AddNotifications();
        AddParameter("DataBucketName", "data-bucket", Lake.Data.BucketName);
        AddParameter("ArtifactsBucketName", "artifacts-bucket", Lake.Artifacts.BucketName);
        AddParameter("BusName", "bus", Bus.EventBusName);
    }

    public DataLake Lake { get; }

    public EventBus Bus { get; }

    private void AddPackageGroup(PipelineNames names)
    {
        var group = new CfnModelPackageGroup(this, $"Models-{names.Pipeline}", new CfnModelPackageGroupProps
        {
            ModelPackageGroupName = names.ModelPackageGroup,
            ModelPackageGroupDescription = $"Every model of {names.Pipeline} that passed its gate",
        });
        group.ApplyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    }

    /// <summary>Whoever wants mail or chat about runs subscribes to this one topic.</summary>
    private void AddNotifications()
    {
        var topic = new Topic(this, "Notifications", new TopicProps { DisplayName = "MLOps", EnforceSSL = true });
        _ = new Rule(this, "Notify", new RuleProps
        {
            Description = "Everything that happens on the product's bus goes to the notifications topic",
            EventBus = Bus,
            EventPattern = new EventPattern { Source = ["mlops"] },
            Targets =
            [
                new Targets.SnsTopic(topic, new Targets.SnsTopicProps
                {
                    DeadLetterQueue = FailureQueue.Create(this, "NotifyFailures"),
                    RetryAttempts = 10,
                    MaxEventAge = Duration.Hours(1),
                }),
            ],
        });
    }

    private void AddParameter(string id, string name, string value)
        => _ = new StringParameter(this, id, new StringParameterProps { ParameterName = $"/mlops/{name}", StringValue = value });
}
