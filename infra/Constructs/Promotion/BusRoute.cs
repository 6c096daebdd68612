using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SQS;
using Constructs;
using Mlops.Infra.Configuration;
using Targets = Amazon.CDK.AWS.Events.Targets;

namespace Mlops.Infra.Constructs;

/// <summary>A rule that sends events to the product's bus in another account, as a role of its own; what does not get through is kept.</summary>
public sealed class BusRoute : Construct
{
    public BusRoute(Construct scope, string id, BusRouteProps props)
        : base(scope, id)
    {
        var arn = $"arn:aws:events:{props.To.Region}:{props.To.Account}:event-bus/{PipelineNames.Bus}";
        var role = ServiceRole.Create(this, "Role", "events.amazonaws.com", [Grants.Allow("events:PutEvents", arn)]);
        _ = new Rule(this, "Rule", new RuleProps
        {
            Description = props.Description,
            EventBus = props.Bus,
            EventPattern = props.Pattern,
            Targets =
            [
                new Targets.EventBus(EventBus.FromEventBusArn(this, "Target", arn), new Targets.EventBusProps { Role = role, DeadLetterQueue = props.Undelivered }),
            ],
        });
    }
}
