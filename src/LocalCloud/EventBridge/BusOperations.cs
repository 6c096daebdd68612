using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.Processes;

namespace LocalCloud.EventBridge;

/// <summary>CreateEventBus, DescribeEventBus, ListEventBuses and DeleteEventBus.</summary>
internal sealed class BusOperations(RuleStore rules)
{
    public IEnumerable<ApiOperation> Operations() =>
    [
        Operation("CreateEventBus", Create),
        Operation("DescribeEventBus", Describe),
        Operation("DeleteEventBus", Delete),
        new("ListEventBuses", (input, _, _) => Task.FromResult(List(input)), (_, _) => [new("events:ListEventBuses", "*")]),
    ];

    private ApiOperation Operation(string name, Func<JsonObject, JsonObject> handle) => new(
        name,
        (input, _, _) => Task.FromResult(handle(input)),
        (input, _) => [new($"events:{name}", rules.BusArn(RuleStore.BusName(input["Name"]?.ToString())))]);

    private JsonObject Create(JsonObject input)
    {
        var name = input["Name"]!.ToString();
        if (name.Contains('/', StringComparison.Ordinal) || input["EventSourceName"] is not null)
        {
            throw AwsException.Validation("Partner event buses are not supported: the name must not contain '/' and EventSourceName must be absent.");
        }

        if (rules.FindBus(name) is not null)
        {
            throw new AwsException("ResourceAlreadyExistsException", 400, $"Event bus {name} already exists.");
        }

        return new() { ["EventBusArn"] = rules.CreateBus(name, input["Description"]?.ToString()).Arn };
    }

    private JsonObject Describe(JsonObject input) => Shape(rules.RequireBus(RuleStore.BusName(input["Name"]?.ToString())));

    private JsonObject Delete(JsonObject input)
    {
        var name = RuleStore.BusName(input["Name"]?.ToString());
        if (name == EventBus.Default)
        {
            throw AwsException.Validation("Cannot delete event bus default.");
        }

        if (rules.Rules(name).Count > 0)
        {
            throw AwsException.Validation("Event bus can't be deleted since it has rules.");
        }

        rules.DeleteBus(name);
        return [];
    }

    private JsonObject List(JsonObject input)
    {
        var prefix = input["NamePrefix"]?.ToString() ?? "";
        var page = Page.Of(rules.Buses().Where(bus => bus.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList(), bus => bus.Name, input);
        return page.Answer("EventBuses", Shape);
    }

    private static JsonObject Shape(EventBus bus)
    {
        var shape = new JsonObject { ["Name"] = bus.Name, ["Arn"] = bus.Arn };
        foreach (var (name, value) in new[] { ("Description", bus.Description), ("Policy", bus.Policy) })
        {
            if (value is not null)
            {
                shape[name] = value;
            }
        }

        shape["CreationTime"] = Timestamps.Iso(bus.CreationTime);
        shape["LastModifiedTime"] = Timestamps.Iso(bus.CreationTime);
        return shape;
    }
}
