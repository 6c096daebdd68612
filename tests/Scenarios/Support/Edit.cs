using System.Text.Json.Nodes;
using Mlops.Domain.Pipelines;

namespace Scenarios.Support;

/// <summary>A change to the pipeline's synthesized template, for what a scenario must make go wrong.</summary>
internal static class Edit
{
    /// <summary>Replaces a text wherever the template has it, state machine definitions included.</summary>
    public static Action<JsonObject> Text(string from, string to) => template =>
    {
        if (Replace(template, from, to) == 0)
        {
            throw new InvalidOperationException($"The template does not contain {from}.");
        }
    };

    /// <summary>Replaces a text of the pipeline's definition or contract, wherever the template has that, and the definition's hash with it.</summary>
    public static Action<JsonObject> Definition(string from, string to) => template =>
    {
        // As the template has them: without spaces, and without the members that are null.
        var (definition, contract) = (Compact(Checkout.Definition), Compact(Checkout.Contract));
        var original = (DefinitionResult.Valid)PipelineDefinitionReader.Read(definition, contract);
        var changed = (DefinitionResult.Valid)PipelineDefinitionReader.Read(Changed(definition), Changed(contract));
        Text(from, to)(template);
        Text(original.Hash, changed.Hash)(template);

        string Changed(string text) => text.Replace(from, to, StringComparison.Ordinal);
    };

    private static string Compact(string file) => JsonNode.Parse(File.ReadAllText(file))!.ToJsonString();

    /// <summary>Switches the rule on uploads off, for scenarios that start every run themselves.</summary>
    public static void NoUploadTrigger(JsonObject template) => Disable(template, "RulesUploadRule");

    /// <summary>Switches the monitor's schedule off, for scenarios that let weeks pass.</summary>
    public static void NoMonitor(JsonObject template) => Disable(template, "RulesMonitorRule");

    /// <summary>Switches the retraining schedule off, for scenarios where the monitor alone acts.</summary>
    public static void NoSchedule(JsonObject template) => Disable(template, "RulesSchedule0Rule");

    /// <summary>Switches off what starts runs for drift, for scenarios that look at the monitor alone.</summary>
    public static void NoDriftTrigger(JsonObject template)
    {
        Disable(template, "RulesDriftAlarmRule");
        Disable(template, "RulesDriftDetectedRule");
    }

    /// <summary>Models wait for a person, and every hour a look finds what was not heard of.</summary>
    public static void ManualApproval(JsonObject template)
    {
        Text("\"approval\":\"auto\"", "\"approval\":\"manual\"")(template);
        Set(template, "RulesApprovalSweepRule", "ENABLED");
    }

    private static void Disable(JsonObject template, string rule) => Set(template, rule, "DISABLED");

    private static void Set(JsonObject template, string rule, string state) =>
        template["Resources"]!.AsObject().Single(item => item.Key.StartsWith(rule, StringComparison.Ordinal) && item.Value!["Type"]!.ToString() == "AWS::Events::Rule")
            .Value!["Properties"]!["State"] = state;

    /// <summary>Takes an action away from the role with the given logical id, up to CDK's hash.</summary>
    public static Action<JsonObject> Revoke(string role, string action) => template =>
    {
        var resource = template["Resources"]!.AsObject().Single(item => item.Key.StartsWith(role, StringComparison.Ordinal)).Value!;
        var granted = resource["Properties"]!["Policies"]!.AsArray()
            .SelectMany(policy => policy!["PolicyDocument"]!["Statement"]!.AsArray())
            .Where(statement => Actions(statement!).Contains(action))
            .ToList();
        if (granted.Count == 0)
        {
            throw new InvalidOperationException($"{role} is not allowed {action}.");
        }

        granted.ForEach(statement => statement!["Action"] = Without(statement, action));
    };

    private static IEnumerable<string> Actions(JsonNode statement) =>
        statement["Action"] is JsonArray several ? several.Select(item => item!.ToString()) : [statement["Action"]!.ToString()];

    // A statement needs an action; this one is nobody's.
    private static JsonArray Without(JsonNode statement, string action) =>
        new([.. Actions(statement).Where(item => item != action).Append("states:NoSuchAction").Select(item => (JsonNode)item)]);

    private static int Replace(JsonNode? node, string from, string to)
    {
        switch (node)
        {
            case JsonObject members:
                return members.ToList().Sum(member => Replace(member.Value, from, to));
            case JsonArray items:
                return items.ToList().Sum(item => Replace(item, from, to));
            case JsonValue value when value.TryGetValue<string>(out var text) && text.Contains(from, StringComparison.Ordinal):
                value.ReplaceWith(text.Replace(from, to, StringComparison.Ordinal));
                return 1;
            default:
                return 0;
        }
    }
}
