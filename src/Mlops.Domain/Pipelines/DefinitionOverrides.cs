using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Domain.Json;

namespace Mlops.Domain.Pipelines;

/// <summary>Changes a definition for one run, by the parameters of its request. All of them are applied, or none and every problem is told.</summary>
public static class DefinitionOverrides
{
    private const string Hyperparameter = "hyperparameters.";

    private static readonly string[] Data = ["history", "holdout", "minimumRows"];

    /// <summary>Stands for every hyperparameter in a definition's <c>overrides</c>.</summary>
    public const string AnyHyperparameter = $"{Hyperparameter}*";

    /// <summary>What a definition that says nothing of it lets a request change.</summary>
    public static IReadOnlyList<string> All { get; } = [AnyHyperparameter, .. Data.Select(member => $"data.{member}")];

    /// <summary>The names that a parameter may have, in words.</summary>
    public static string Names { get; } = Words(All);

    public static bool IsKnown(string name) =>
        (name.StartsWith(Hyperparameter, StringComparison.Ordinal) && name.Length > Hyperparameter.Length) || Data.Any(member => name == $"data.{member}");

    /// <summary>The changed definition, held against the rules of every definition.</summary>
    public static DefinitionResult Apply(PipelineDefinition definition, IReadOnlyDictionary<string, string> parameters)
    {
        var node = JsonSerializer.SerializeToNode(definition, DomainJson.Wire.PipelineDefinition)!.AsObject();
        var unknown = parameters
            .Where(parameter => !IsAllowed(definition.Overrides, parameter.Key) || !TrySet(node, parameter.Key, parameter.Value))
            .Select(parameter => Refused(definition.Overrides, parameter.Key))
            .ToList();
        var result = PipelineDefinitionReader.Read(node.ToJsonString());
        var refused = result is DefinitionResult.Invalid invalid ? invalid.Problems : [];
        return unknown.Count == 0 ? result : new DefinitionResult.Invalid([.. unknown, .. refused]);
    }

    private static bool TrySet(JsonObject definition, string name, string value)
    {
        if (name.StartsWith(Hyperparameter, StringComparison.Ordinal))
        {
            definition["steps"]!["train"]!["hyperparameters"]![name[Hyperparameter.Length..]] = value;
            return true;
        }

        if (Data.FirstOrDefault(member => name == $"data.{member}") is not { } known)
        {
            return false;
        }

        definition["data"]![known] = (JsonNode?)Number(value) ?? value;
        return true;
    }

    // What is no number stays a text, and where a number belongs the definition's reader says so.
    private static JsonValue? Number(string value)
    {
        try
        {
            return JsonNode.Parse(value) is JsonValue number && number.GetValueKind() == JsonValueKind.Number ? number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsAllowed(IReadOnlyList<string> overrides, string name) =>
        overrides.Contains(name) || (name.StartsWith(Hyperparameter, StringComparison.Ordinal) && overrides.Contains(AnyHyperparameter));

    private static DefinitionProblem Refused(IReadOnlyList<string> overrides, string name) => new(
        $"parameters['{name}']",
        IsKnown(name) ? "The definition lets no request change this." : "No run can change this.",
        overrides.Count == 0 ? "Change the pipeline's definition: its overrides are empty." : $"Use {Words(overrides)}, or change the pipeline's definition.");

    private static string Words(IEnumerable<string> names) =>
        string.Join(", ", names.Select(name => name == AnyHyperparameter ? $"{Hyperparameter}<name>" : name));
}
