using Amazon.CDK.AWS.Events;
using Constructs;

namespace Mlops.Infra.Constructs;

/// <summary>Lets one other account put exactly one kind of event on a bus.</summary>
public sealed class BusEntrance : Construct
{
    public BusEntrance(Construct scope, string id, EventBus bus, string account, string source, string detailType)
        : base(scope, id)
    {
        _ = new CfnEventBusPolicy(this, "Policy", new CfnEventBusPolicyProps
        {
            EventBusName = bus.EventBusName,
            StatementId = id,
            Statement = new Dictionary<string, object>
            {
                ["Effect"] = "Allow",
                ["Principal"] = new Dictionary<string, object> { ["AWS"] = $"arn:aws:iam::{account}:root" },
                ["Action"] = "events:PutEvents",
                ["Resource"] = bus.EventBusArn,
                ["Condition"] = new Dictionary<string, object>
                {
                    ["StringEquals"] = new Dictionary<string, object> { ["events:source"] = source, ["events:detail-type"] = detailType },
                },
            },
        });
    }
}
