using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SQS;
using Amazon.CDK.AWS.SSM;
using Constructs;
using Mlops.Infra.Configuration;
using Mlops.Infra.Constructs;

namespace Mlops.Infra.Stacks;

/// <summary>What all pipelines share and what must outlive them: buckets, bus, image repository, registry groups.</summary>
/// <remarks>What has a fixed name is not retained when its very creation is rolled back: it would stand in the way of the next try.</remarks>
public sealed class FoundationStack : Stack
{
    public FoundationStack(Construct scope, string id, IStackProps props, AppConfig config)
        : base(scope, id, props)
    {
        IReadOnlyList<PipelineNames> pipelines = [.. config.Pipelines.Select(pipeline => pipeline.Names)];
        Lake = new DataLake(this, "Lake", config.Account.Retention);
        Network = config.Account.Network is { } network ? Containers(network) : null;
        if (config.Account.Trail)
        {
            _ = new AuditTrail(this, "Trail", Lake, config.Account.Retention.TrailDays);
        }

        Bus = new EventBus(this, "Bus", new EventBusProps { EventBusName = PipelineNames.Bus });
        Bus.ApplyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
        ModelRegistry.Add(this, pipelines, config.Environment);
        Notifications = NotificationsTopic.Create(this, "Notifications");
        var targets = new SharedTargets(this, Notifications);
        NotificationRules.Add(this, Bus, targets);
        var unclaimed = new UnclaimedRules(this, Bus, targets);
        unclaimed.Add(pipelines, config.Environment);
        Undelivered = config.Environment is { } plan ? AddPromotion(plan, pipelines, targets) : null;
        _ = new DeadLetterAlarm(this, "DeadLetters", new DeadLetterAlarmProps
        {
            Name = PipelineNames.SharedDeadLetterAlarm,
            Description = "A request names no pipeline of this app, or the notifications topic could not be told. 'mlops replay --list' shows the former.",
            Queues = targets.Queues,
            Notifications = Notifications,
        });
        AddParameter("UnclaimedUrl", "unclaimed", unclaimed.Queue.QueueUrl);
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

    private IQueue AddPromotion(EnvironmentPlan plan, IReadOnlyList<PipelineNames> pipelines, SharedTargets targets)
    {
        var undelivered = targets.CreateQueue("Undelivered");
        AddParameter("UndeliveredUrl", "undelivered", undelivered.QueueUrl);
        var gate = new PromotionGateProps { Plan = plan, Bus = Bus, Artifacts = Lake.Artifacts, Undelivered = undelivered, Pipelines = pipelines };
        _ = new PromotionGate(this, "Environments", gate);
        return undelivered;
    }

    private ContainerNetwork Containers(NetworkSettings network) => network.Subnets.Count > 0
        ? new ContainerNetwork(network.Subnets, network.SecurityGroups)
        : new PrivateNetwork(this, "Network", Lake).Containers;

    private void AddParameter(string id, string name, string value)
        => _ = new StringParameter(this, id, new StringParameterProps { ParameterName = $"/mlops/{name}", StringValue = value });
}
