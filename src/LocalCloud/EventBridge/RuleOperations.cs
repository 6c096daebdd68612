using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.EventBridge.Patterns;
using LocalCloud.EventBridge.Schedules;

namespace LocalCloud.EventBridge;

/// <summary>PutRule, DescribeRule, ListRules, EnableRule, DisableRule, DeleteRule and TestEventPattern.</summary>
internal sealed class RuleOperations(RuleStore rules, RoleTrust trust, TimeProvider time, Action rearm)
{
    public IEnumerable<ApiOperation> Operations() =>
    [
        Operation("PutRule", Put, PassRole),
        Operation("DescribeRule", Describe),
        Operation("EnableRule", (bus, name, _) => Enable(bus, name, enabled: true)),
        Operation("DisableRule", (bus, name, _) => Enable(bus, name, enabled: false)),
        Operation("DeleteRule", Delete),
        new("ListRules", (input, _, _) => Task.FromResult(List(input)), (_, _) => [new("events:ListRules", rules.RuleArn(EventBus.Default, "*"))]),
        new("TestEventPattern", (input, _, _) => Task.FromResult(Test(input)), (_, _) => [new("events:TestEventPattern", "*")]),
    ];

    private ApiOperation Operation(
        string name, Func<string, string, JsonObject, JsonObject> handle, Func<JsonObject, IEnumerable<AccessRequest>>? more = null) => new(
        name,
        (input, _, _) => Task.FromResult(handle(RuleStore.BusName(input["EventBusName"]?.ToString()), input["Name"]!.ToString(), input)),
        (input, _) =>
        [
            new($"events:{name}", rules.RuleArn(RuleStore.BusName(input["EventBusName"]?.ToString()), input["Name"]!.ToString())),
            .. more?.Invoke(input) ?? [],
        ]);

    private static IEnumerable<AccessRequest> PassRole(JsonObject input) =>
        input["RoleArn"]?.ToString() is { } role ? [RoleTrust.PassRole(role)] : [];

    private static void Validate(string bus, string? pattern, string? schedule)
    {
        if (pattern is null && schedule is null)
        {
            throw AwsException.Validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }

        if (pattern is not null)
        {
            EventPattern.Compile(pattern);
        }

        if (schedule is not null && bus != EventBus.Default)
        {
            throw AwsException.Validation("ScheduleExpression is supported only on the default event bus.");
        }

        if (schedule is not null && Schedule.Parse(schedule) is null)
        {
            throw AwsException.Validation("Parameter ScheduleExpression is not valid.");
        }
    }

    private JsonObject Put(string bus, string name, JsonObject input)
    {
        rules.RequireBus(bus);
        var pattern = input["EventPattern"]?.ToString();
        var schedule = input["ScheduleExpression"]?.ToString();
        Validate(bus, pattern, schedule);
        trust.Demand(input["RoleArn"]?.ToString(), rules.RuleArn(bus, name));
        var rule = rules.Change(bus, name, before => Scheduled(before, new()
        {
            Name = name,
            EventBusName = bus,
            Arn = rules.RuleArn(bus, name),
            EventPattern = pattern,
            ScheduleExpression = schedule,
            Description = input["Description"]?.ToString(),
            RoleArn = input["RoleArn"]?.ToString(),
            Enabled = (input["State"]?.ToString() ?? "ENABLED") != "DISABLED",
            Targets = before?.Targets ?? new Dictionary<string, JsonObject>(),
        }));
        rearm();
        return new() { ["RuleArn"] = rule.Arn };
    }

    private JsonObject Describe(string bus, string name, JsonObject input)
    {
        var shape = Shape(rules.RequireRule(bus, name));
        shape["CreatedBy"] = shape["Arn"]!.ToString().Split(':')[4];
        return shape;
    }

    private JsonObject Enable(string bus, string name, bool enabled)
    {
        rules.RequireRule(bus, name);
        rules.Change(bus, name, rule => Scheduled(rule, rule! with { Enabled = enabled }));
        rearm();
        return [];
    }

    /// <summary>A schedule counts from when the rule gets it or is enabled; what a disabled rule has missed is not made up for.</summary>
    private EventRule Scheduled(EventRule? before, EventRule rule)
    {
        if (rule is not { Enabled: true, ScheduleExpression: { } expression })
        {
            return rule with { NextFire = null };
        }

        var goesOn = before is { Enabled: true } && before.ScheduleExpression == expression;
        var now = time.GetUtcNow();
        return rule with { NextFire = goesOn ? before!.NextFire : Schedule.Parse(expression)?.Next(now, now) };
    }

    private JsonObject Delete(string bus, string name, JsonObject input)
    {
        if (rules.FindRule(bus, name)?.Targets.Count > 0)
        {
            throw AwsException.Validation("Rule can't be deleted since it has targets.");
        }

        rules.DeleteRule(bus, name);
        return [];
    }

    private JsonObject List(JsonObject input)
    {
        var bus = RuleStore.BusName(input["EventBusName"]?.ToString());
        rules.RequireBus(bus);
        var prefix = input["NamePrefix"]?.ToString() ?? "";
        var found = rules.Rules(bus).Where(rule => rule.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        return Page.Of(found, rule => rule.Name, input).Answer("Rules", Shape);
    }

    private static JsonObject Test(JsonObject input)
    {
        var pattern = EventPattern.Compile(input["EventPattern"]!.ToString());
        try
        {
            using var document = JsonDocument.Parse(input["Event"]!.ToString());
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new() { ["Result"] = pattern.Matches(document.RootElement) }
                : throw AwsException.Validation("Parameter Event is not valid.");
        }
        catch (JsonException)
        {
            throw AwsException.Validation("Parameter Event is not valid.");
        }
    }

    private static JsonObject Shape(EventRule rule)
    {
        var shape = new JsonObject
        {
            ["Name"] = rule.Name,
            ["Arn"] = rule.Arn,
            ["State"] = rule.Enabled ? "ENABLED" : "DISABLED",
            ["EventBusName"] = rule.EventBusName,
        };
        (string Name, string? Value)[] optional =
        [
            ("EventPattern", rule.EventPattern), ("ScheduleExpression", rule.ScheduleExpression),
            ("Description", rule.Description), ("RoleArn", rule.RoleArn),
        ];
        foreach (var (name, value) in optional.Where(member => member.Value is not null))
        {
            shape[name] = value;
        }

        return shape;
    }
}
