using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.EventBridge;

/// <summary>Takes the events that a rule sends to one of this account's buses, from whichever account, when the bus's policy lets it.</summary>
internal sealed class BusReceiver(RuleStore rules, EventRouter router, IAuthorizer authorizer)
{
    public void Receive(Principal caller, string busArn, JsonObject anEvent)
    {
        var bus = rules.RequireBus(RuleStore.BusName(busArn));
        authorizer.Demand(caller, new("events:PutEvents", bus.Arn)
        {
            ResourcePolicy = bus.Policy,
            ConditionKeys = new Dictionary<string, string>
            {
                ["events:source"] = anEvent["source"]!.ToString(),
                ["events:detail-type"] = anEvent["detail-type"]!.ToString(),
            },
        });
        router.Route([(bus.Name, anEvent)]);
    }
}
