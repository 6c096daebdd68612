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
    public FoundationStack(Construct scope, string id, IStackProps props, IReadOnlyList<PipelineNames> pipelines)
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

        var topic = AddNotifications();
        AddFailures(topic);
        AddUnclaimed([.. pipelines.Select(names => names.Pipeline)]);
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
    private Topic AddNotifications()
    {
        var topic = new Topic(this, "Notifications", new TopicProps { DisplayName = "MLOps", EnforceSSL = true });
        _ = new Rule(this, "Notify", new RuleProps
        {
            Description = "Everything that happens on the product's bus goes to the notifications topic",
            EventBus = Bus,
            EventPattern = new EventPattern { Source = ["mlops"] },
            Targets = [Tell(topic, "NotifyFailures")],
        });
        return topic;
    }

    /// <summary>The engineer on call hears of every execution of the product that did not end well, rejected data included.</summary>
    private void AddFailures(Topic topic) => _ = new Rule(this, "Failures", new RuleProps
    {
        Description = "Executions of the product's machines that did not end well go to the notifications topic",
        EventPattern = new EventPattern
        {
            Source = ["aws.states"],
            DetailType = ["Step Functions Execution Status Change"],
            Detail = new Dictionary<string, object>
            {
                ["status"] = new object[] { "FAILED", "ABORTED", "TIMED_OUT" },
                ["stateMachineArn"] = new object[] { new Dictionary<string, object> { ["prefix"] = FormatArn(Machines) } },
            },
        },
        Targets = [Tell(topic, "FailuresUntold")],
    });

    private static ArnComponents Machines => new()
    {
        Service = "states",
        Resource = "stateMachine",
        ResourceName = "mlops-",
        ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
    };

    /// <summary>A request that names no pipeline of this app would match no rule, and nobody would know.</summary>
    private void AddUnclaimed(string[] pipelines) => _ = new Rule(this, "Unclaimed", new RuleProps
    {
        Description = "Requests for a run that name no pipeline of this app are kept",
        EventBus = Bus,
        EventPattern = new EventPattern
        {
            DetailType = ["mlops.retrain.requested"],
            Detail = new Dictionary<string, object>
            {
                ["$or"] = new object[]
                {
                    new Dictionary<string, object> { ["pipeline"] = new object[] { new Dictionary<string, object> { ["anything-but"] = pipelines } } },
                    new Dictionary<string, object> { ["pipeline"] = new object[] { new Dictionary<string, object> { ["exists"] = false } } },
                },
            },
        },
        Targets =
        [
            new Targets.SqsQueue(FailureQueue.Create(this, "UnclaimedRequests"), new Targets.SqsQueueProps
            {
                DeadLetterQueue = FailureQueue.Create(this, "UnclaimedFailures"),
                RetryAttempts = 10,
                MaxEventAge = Duration.Hours(1),
            }),
        ],
    });

    private Targets.SnsTopic Tell(Topic topic, string failures) => new(topic, new Targets.SnsTopicProps
    {
        DeadLetterQueue = FailureQueue.Create(this, failures),
        RetryAttempts = 10,
        MaxEventAge = Duration.Hours(1),
    });

    private void AddParameter(string id, string name, string value)
        => _ = new StringParameter(this, id, new StringParameterProps { ParameterName = $"/mlops/{name}", StringValue = value });
}
