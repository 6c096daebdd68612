using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Domain.Json;

namespace Mlops.Cli.Models;

/// <summary>What two versions differ in: metrics, the definition that each was made from, data, and verdict.</summary>
public sealed record ModelComparison(ModelVersion A, ModelVersion B, IReadOnlyList<ModelDifference> Differences)
{
    public static async Task<ModelComparison> OfAsync(ModelRegistry registry, ModelVersion a, ModelVersion b, CancellationToken cancellationToken)
    {
        var (ofA, ofB) = (await FactsAsync(registry, a, cancellationToken), await FactsAsync(registry, b, cancellationToken));
        var names = ofA.Keys.Concat(ofB.Keys).Distinct(StringComparer.Ordinal);

        // Metrics are shown though they be equal: who compares wants to see them.
        var differences = names.Select(name => new ModelDifference(name, ofA.GetValueOrDefault(name), ofB.GetValueOrDefault(name)))
            .Where(each => each.Name.StartsWith("metrics.", StringComparison.Ordinal) || !JsonNode.DeepEquals(each.A, each.B));
        return new ModelComparison(a, b, [.. differences]);
    }

    public JsonObject ToJson() => new()
    {
        ["a"] = A.ToJson(),
        ["b"] = B.ToJson(),
        ["differences"] = new JsonArray([.. Differences.Select(each => new JsonObject { ["name"] = each.Name, ["a"] = each.A?.DeepClone(), ["b"] = each.B?.DeepClone() })]),
    };

    private static async Task<Dictionary<string, JsonNode?>> FactsAsync(ModelRegistry registry, ModelVersion version, CancellationToken cancellationToken)
    {
        var facts = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var record = version.Record;
        foreach (var (name, value) in (record?.Metrics ?? new Dictionary<string, double>()).OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            facts[$"metrics.{name}"] = value;
        }

        facts["gate.verdict"] = record?.Gate?.Verdict.ToString().ToLowerInvariant();
        facts["gate.reasons"] = record?.Gate is { } gate ? string.Join(" ", gate.Reasons) : null;
        facts["data.dataset"] = record?.Dataset?.Hash;
        facts["data.files"] = record?.Dataset?.Files;
        facts["image"] = record?.Image;
        if (await registry.ReadAsync($"runs/{version.Pipeline}/{version.Run}/prepare/prepare.json", DomainJson.Wire.PrepareReport, cancellationToken) is { } prepared)
        {
            Flatten(facts, "data.window", JsonSerializer.SerializeToNode(prepared, DomainJson.Wire.PrepareReport)?["window"]);
            Flatten(facts, "data.rows", JsonSerializer.SerializeToNode(prepared, DomainJson.Wire.PrepareReport)?["rows"]);
        }

        if (await registry.ReadAsync($"runs/{version.Pipeline}/{version.Run}/definition.json", DomainJson.Wire.PipelineDefinition, cancellationToken) is { } definition)
        {
            Flatten(facts, "definition", JsonSerializer.SerializeToNode(definition, DomainJson.Wire.PipelineDefinition));
        }

        return facts;
    }

    private static void Flatten(Dictionary<string, JsonNode?> facts, string name, JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var (member, value) in members)
            {
                Flatten(facts, $"{name}.{member}", value);
            }
        }
        else
        {
            facts[name] = node?.DeepClone();
        }
    }
}

/// <summary>One thing in which two versions differ; null where one of them lacks it.</summary>
public sealed record ModelDifference(string Name, JsonNode? A, JsonNode? B);
