using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.SQS;
using Constructs;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>What the product's bus exchanges with other accounts: models go down the chain of environments, which reads them here, word of drift goes up to the one that trains.</summary>
public sealed class PromotionGate : Construct
{
    private const string Alarms = "aws.cloudwatch", StateChange = "CloudWatch Alarm State Change";

    public PromotionGate(Construct scope, string id, PromotionGateProps props)
        : base(scope, id)
    {
        var (plan, bus) = (props.Plan, props.Bus);
        if (plan.Source is { } source)
        {
            _ = new BusEntrance(this, "Promotions", bus, source.Account, PipelineNames.Source, PipelineNames.Deployed);
        }

        if (plan.Target is { } target)
        {
            _ = new BusRoute(this, "Promote", Route(props, $"Models that serve here go on to {target.Name}", target, PipelineNames.Source, PipelineNames.Deployed));
            foreach (var pipeline in props.Pipelines)
            {
                props.Artifacts.AddToResourcePolicy(ModelSharing.Artifacts(props.Artifacts.BucketArn, pipeline, plan));
            }
        }

        if (plan.IsServing)
        {
            TellOfDrift(props);
            return;
        }

        foreach (var serving in plan.Serving)
        {
            _ = new BusEntrance(this, $"Drift-{serving.Name}", bus, serving.Account, PipelineNames.Source, PipelineNames.DriftDetected);
            _ = new BusEntrance(this, $"Alarms-{serving.Name}", bus, serving.Account, Alarms, StateChange);
        }
    }

    // The alarm tells that drift began, the monitor that it persists: whether there is something new to learn from is known where the data is.
    private void TellOfDrift(PromotionGateProps props)
    {
        var training = props.Plan.Training;
        _ = new BusRoute(this, "Drift", Route(props, $"Drift that persists here is told to {training.Name}, which trains", training, PipelineNames.Source, PipelineNames.DriftDetected));
        _ = new BusRoute(this, "Alarms", new BusRouteProps
        {
            Description = $"A drift alarm here is told to {training.Name}, which trains",
            To = training,
            Undelivered = props.Undelivered,
            Pattern = new EventPattern
            {
                Source = [Alarms],
                DetailType = [StateChange],
                Detail = new Dictionary<string, object>
                {
                    ["alarmName"] = props.Pipelines.Select(names => names.DriftAlarm).ToArray<object>(),
                    ["state"] = new Dictionary<string, object> { ["value"] = new object[] { "ALARM" } },
                },
            },
        });
    }

    // The account is in the pattern: EventBridge does not send on what came from another one.
    private static BusRouteProps Route(PromotionGateProps props, string description, EnvironmentConfig to, string source, string detailType) => new()
    {
        Description = description,
        To = to,
        Undelivered = props.Undelivered,
        Bus = props.Bus,
        Pattern = new EventPattern { Source = [source], DetailType = [detailType], Account = [props.Plan.Current.Account] },
    };
}
