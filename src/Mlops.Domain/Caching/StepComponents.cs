using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Domain.Caching;

/// <summary>What the result of a step depends on, by name; and nothing else: no names of runs or pipelines, no times, no machines, no places in S3.</summary>
public static class StepComponents
{
    /// <summary>How this product calls its containers (arguments, folders, documents): to be raised when a step's result would be another with everything below unchanged.</summary>
    public const int Algorithm = 1;

    private const int LongestValue = 200;

    // What evaluation may read is everything of the gate but these: a member that is new here is a miss too many, never a stale hit.
    private static readonly string[] GateOnly = ["gate.thresholds", "gate.champion.minimumImprovement"];

    /// <param name="image">With its digest, which alone counts.</param>
    /// <param name="inputs">Content hashes by the input's name.</param>
    /// <exception cref="ArgumentException">There is no such step.</exception>
    public static IReadOnlyDictionary<string, string> Of(string step, string image, PipelineDefinition definition, IReadOnlyDictionary<string, string> inputs)
    {
        var components = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["step"] = step,
            ["image"] = image[(image.IndexOf('@') + 1)..],
            ["command"] = step,
            ["algorithm"] = Algorithm.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in Read(step, definition))
        {
            components[name] = value.Length > LongestValue ? ContentHash.Of(value) : value;
        }

        foreach (var (name, hash) in inputs)
        {
            components[$"input.{name}"] = hash;
        }

        return components;
    }

    /// <summary>SHA-256 over the components' canonical JSON.</summary>
    public static string Key(IReadOnlyDictionary<string, string> components) =>
        ContentHash.Of(CanonicalJson.Of(new JsonObject(components.Select(component => KeyValuePair.Create(component.Key, (JsonNode?)component.Value)))));

    private static IEnumerable<KeyValuePair<string, string>> Read(string step, PipelineDefinition definition) => step switch
    {
        PipelineSteps.Prepare => Members(definition, "problem").Concat(Members(definition, "data")).Where(member => member.Key != "data.settle"),
        PipelineSteps.Train => TrainingHyperparameters.Of(definition)
            .Select(value => KeyValuePair.Create(value.Key == "seed" ? "seed" : $"hyperparameters.{value.Key}", value.Value)),
        PipelineSteps.Evaluate => Members(definition, "problem").Concat(Members(definition, "gate"))
            .Where(member => !GateOnly.Any(own => member.Key == own || member.Key.StartsWith($"{own}.", StringComparison.Ordinal))),
        _ => throw new ArgumentException($"'{step}' is no step; the steps are {string.Join(", ", PipelineSteps.Names)}.", nameof(step)),
    };

    private static IEnumerable<KeyValuePair<string, string>> Members(PipelineDefinition definition, string part) =>
        Leaves(part, JsonSerializer.SerializeToElement(definition, DomainJson.Wire.PipelineDefinition).GetProperty(part));

    // What is null is left out: a member that says nothing is none.
    private static IEnumerable<KeyValuePair<string, string>> Leaves(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Leaves($"{path}.{member.Name}", member.Value)),
        JsonValueKind.Null => [],
        JsonValueKind.String => [KeyValuePair.Create(path, element.GetString()!)],
        _ => [KeyValuePair.Create(path, CanonicalJson.Of(element))],
    };
}
