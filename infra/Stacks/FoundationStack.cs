using Amazon.CDK;
using Amazon.CDK.AWS.ECR;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Sagemaker;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SQS;
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
    private readonly List<IQueue> _queues = [];
    private readonly EnvironmentPlan? _environment;

    public FoundationStack(Construct scope, string id, IStackProps props, AppConfig config)
        : base(scope, id, props)
    {
        var (account, environment) = (config.Account, config.Environment);
        IReadOnlyList<PipelineNames> pipelines = [.. config.Pipelines.Select(pipeline => pipeline.Names)];
        _environment = environment;
        Lake = new DataLake(this, "Lake", account.Retention);
        Network = account.Network is { } network ? Containers(network) : null;
        if (account.Trail)
        {
            _ = new AuditTrail(this, "Trail", Lake, account.Retention.TrailDays);
        }

        Bus = new EventBus(this, "Bus", new EventBusProps { EventBusName = PipelineNames.Bus });
        Bus.ApplyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
        if (environment is not { IsServing: true })
        {
            AddRepository();
        }

        foreach (var pipeline in pipelines)
        {
            AddPackageGroup(pipeline);
        }

        Notifications = NotificationsTopic.Create(this, "Notifications");
        AddNotify();
        AddFailures();
        var unclaimed = CreateQueue("UnclaimedRequests");
        AddUnclaimed(unclaimed, [.. pipelines.Select(names => names.Pipeline)]);
        if (environment is not null)
        {
            Undelivered = AddPromotion(environment, pipelines);
        }

        _ = new DeadLetterAlarm(this, "DeadLetters", new DeadLetterAlarmProps
        {
            Name = PipelineNames.SharedDeadLetterAlarm,
            Description = "A request names no pipeline of this app, or the notifications topic could not be told. 'mlops replay --list' shows the former.",
            Queues = _queues,
            Notifications = Notifications,
        });
        AddParameter("UnclaimedUrl", "unclaimed", unclaimed.QueueUrl);
        AddParameter("DataBucketName", "data-bucket", Lake.Data.BucketName);
        AddParameter("ArtifactsBucketName", "artifacts-bucket", Lake.Artifacts.BucketName);
        AddParameter("BusName", "bus", Bus.EventBusName);
    }

    /// <summary>Of whatever region it is deployed to: the CDK would ask the account for an environment's zones, and a synthesis asks nobody.</summary>
    public override string[] AvailabilityZones => [Fn.Select(0, Fn.GetAzs()), Fn.Select(1, Fn.GetAzs())];

    public DataLake Lake { get; }

    public EventBus Bus { get; }

    /// <summary>Whoever wants mail or chat about runs, drift and dead letters subscribes to this one topic.</summary>
    public Topic Notifications { get; }

    /// <summary>Where containers run; null where SageMaker puts them.</summary>
    public ContainerNetwork? Network { get; }

    /// <summary>Keeps events that other accounts were to get and did not; null without environments.</summary>
    public IQueue? Undelivered { get; }

    private void AddRepository()
    {
        var repository = new Repository(this, "Algorithm", new RepositoryProps
        {
            RepositoryName = PipelineNames.Repository,
            ImageTagMutability = TagMutability.IMMUTABLE,
            ImageScanOnPush = true,
            Encryption = RepositoryEncryption.AES_256,
            RemovalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        });
        foreach (var serving in _environment?.Serving ?? [])
        {
            repository.AddToResourcePolicy(ModelSharing.Images(serving));
        }
    }

    private IQueue AddPromotion(EnvironmentPlan plan, IReadOnlyList<PipelineNames> pipelines)
    {
        var undelivered = CreateQueue("Undelivered");
        AddParameter("UndeliveredUrl", "undelivered", undelivered.QueueUrl);
        _ = new PromotionGate(this, "Environments", new PromotionGateProps { Plan = plan, Bus = Bus, Undelivered = undelivered, Pipelines = pipelines });
        foreach (var pipeline in plan.Target is null ? [] : pipelines)
        {
            Lake.Artifacts.AddToResourcePolicy(ModelSharing.Artifacts(Lake.Artifacts.BucketArn, pipeline, plan));
        }

        return undelivered;
    }

    private ContainerNetwork Containers(NetworkSettings network) => network.Subnets.Count > 0
        ? new ContainerNetwork(network.Subnets, network.SecurityGroups)
        : new PrivateNetwork(this, "Network", Lake).Containers;

    private void AddPackageGroup(PipelineNames names)
    {
        var group = new CfnModelPackageGroup(this, $"Models-{names.Pipeline}", new CfnModelPackageGroupProps
        {
            ModelPackageGroupName = names.ModelPackageGroup,
            ModelPackageGroupDescription = $"Every model of {names.Pipeline} that passed its gate",
            ModelPackageGroupPolicy = _environment?.Target is { } target ? ModelSharing.PackageGroup(this, names, target) : null,
        });
        group.ApplyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    }

    private void AddNotify() => _ = new Rule(this, "Notify", new RuleProps
    {
        Description = "Everything that happens on the product's bus goes to the notifications topic",
        EventBus = Bus,
        EventPattern = new EventPattern { Source = ["mlops"] },
        Targets = [Tell("NotifyFailures")],
    });

    /// <summary>The engineer on call hears of every execution of the product that did not end well, rejected data included.</summary>
    private void AddFailures() => _ = new Rule(this, "Failures", new RuleProps
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
        Targets = [Tell("FailuresUntold")],
    });

    private static ArnComponents Machines => new()
    {
        Service = "states",
        Resource = "stateMachine",
        ResourceName = "mlops-",
        ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
    };

    /// <summary>A request that names no pipeline of this app would match no rule, and nobody would know. Where nothing is trained, that is every request.</summary>
    private void AddUnclaimed(IQueue unclaimed, string[] pipelines)
    {
        AddUnclaimed("Unclaimed", "Requests for a run that name no pipeline of this app are kept, and told to the notifications topic", unclaimed, new EventPattern
        {
            DetailType = ["mlops.retrain.requested"],
            Detail = _environment is { IsServing: true } ? null : NamesNone(pipelines),
        });
        if (_environment?.Source is { } source)
        {
            AddUnclaimed("UnclaimedPromotions", "Promoted models of no pipeline of this app are kept, and told to the notifications topic", unclaimed, new EventPattern
            {
                DetailType = [PipelineNames.Deployed],
                Account = [source.Account],
                Detail = NamesNone(pipelines),
            });
        }
    }

    private static Dictionary<string, object> NamesNone(string[] pipelines) => new()
    {
        ["$or"] = new object[]
        {
            new Dictionary<string, object> { ["pipeline"] = new object[] { new Dictionary<string, object> { ["anything-but"] = pipelines } } },
            new Dictionary<string, object> { ["pipeline"] = new object[] { new Dictionary<string, object> { ["exists"] = false } } },
        },
    };

    private void AddUnclaimed(string id, string description, IQueue unclaimed, EventPattern pattern) => _ = new Rule(this, id, new RuleProps
    {
        Description = description,
        EventBus = Bus,
        EventPattern = pattern,
        Targets =
        [
            new Targets.SqsQueue(unclaimed, new Targets.SqsQueueProps
            {
                DeadLetterQueue = CreateQueue($"{id}Failures"),
                RetryAttempts = 10,
                MaxEventAge = Duration.Hours(1),
            }),
            Tell($"{id}Untold"),
        ],
    });

    private Targets.SnsTopic Tell(string failures) => new(Notifications, new Targets.SnsTopicProps
    {
        DeadLetterQueue = CreateQueue(failures),
        RetryAttempts = 10,
        MaxEventAge = Duration.Hours(1),
    });

    private IQueue CreateQueue(string id)
    {
        var queue = FailureQueue.Create(this, id);
        _queues.Add(queue);
        return queue;
    }

    private void AddParameter(string id, string name, string value)
        => _ = new StringParameter(this, id, new StringParameterProps { ParameterName = $"/mlops/{name}", StringValue = value });
}
