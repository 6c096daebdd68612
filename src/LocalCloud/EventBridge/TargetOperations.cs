using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.EventBridge;

/// <summary>PutTargets, RemoveTargets and ListTargetsByRule.</summary>
internal sealed class TargetOperations(RuleStore rules, RoleTrust trust)
{
    private const int MostTargets = 5;

    public IEnumerable<ApiOperation> Operations() =>
    [
        Operation("PutTargets", Put, input => Targets(input).Select(target => target["RoleArn"]?.ToString()).OfType<string>().Distinct().Select(RoleTrust.PassRole)),
        Operation("RemoveTargets", Remove, _ => []),
        Operation("ListTargetsByRule", List, _ => []),
    ];

    private ApiOperation Operation(
        string name, Func<string, string, JsonObject, JsonObject> handle, Func<JsonObject, IEnumerable<AccessRequest>> more) => new(
        name,
        (input, _, _) => Task.FromResult(handle(RuleStore.BusName(input["EventBusName"]?.ToString()), input["Rule"]!.ToString(), input)),
        (input, _) =>
        [
            new($"events:{name}", rules.RuleArn(RuleStore.BusName(input["EventBusName"]?.ToString()), input["Rule"]!.ToString())),
            .. more(input),
        ]);

    private static IEnumerable<JsonObject> Targets(JsonObject input) => (input["Targets"] as JsonArray ?? []).OfType<JsonObject>();

    private static JsonObject Nothing() => new() { ["FailedEntryCount"] = 0, ["FailedEntries"] = new JsonArray() };

    private JsonObject Put(string bus, string name, JsonObject input)
    {
        var targets = Targets(input).ToList();
        foreach (var target in targets)
        {
            TargetCaller.Validate(target);
            TargetInput.Validate(target);
            trust.Demand(target["RoleArn"]?.ToString(), rules.RuleArn(bus, name));
        }

        rules.RequireRule(bus, name);
        rules.Change(bus, name, rule =>
        {
            var all = new Dictionary<string, JsonObject>(rule!.Targets);
            foreach (var target in targets)
            {
                all[target["Id"]!.ToString()] = target.DeepClone().AsObject();
            }

            return all.Count <= MostTargets
                ? rule with { Targets = all }
                : throw new AwsException("LimitExceededException", 400, $"The requested resource exceeds the maximum number allowed: a rule has at most {MostTargets} targets.");
        });
        return Nothing();
    }

    private JsonObject Remove(string bus, string name, JsonObject input)
    {
        var ids = (input["Ids"] as JsonArray ?? []).Select(id => id!.ToString()).ToHashSet(StringComparer.Ordinal);
        rules.RequireRule(bus, name);
        rules.Change(bus, name, rule => rule! with
        {
            Targets = rule.Targets.Where(target => !ids.Contains(target.Key)).ToDictionary(target => target.Key, target => target.Value),
        });
        return Nothing();
    }

    private JsonObject List(string bus, string name, JsonObject input)
    {
        var targets = rules.RequireRule(bus, name).Targets.OrderBy(target => target.Key, StringComparer.Ordinal).ToList();
        return Page.Of(targets, target => target.Key, input).Answer("Targets", target => target.Value.DeepClone().AsObject());
    }
}
