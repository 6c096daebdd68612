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
        PipelineSteps.Prepare => [.. Members(definition, "problem"), .. Members(definition, "data").Where(member => member.Key != "data.settle"), Named(definition)],
        PipelineSteps.Train => TrainingHyperparameters.Of(definition)
            .Select(value => KeyValuePair.Create(value.Key == "seed" ? "seed" : $"hyperparameters.{value.Key}", value.Value)),

        // All of the gate: the page of an evaluation says what its rules make of the figures.
        PipelineSteps.Evaluate => [.. Members(definition, "problem"), .. Members(definition, "gate"), Named(definition)],
        _ => throw new ArgumentException($"'{step}' is no step; the steps are {string.Join(", ", PipelineSteps.Names)}.", nameof(step)),
    };

    // Data that lacks one of these columns is rejected: of the gate Prepare reads their names alone. And a slice may say nothing but its column, which is no member.
    private static KeyValuePair<string, string> Named(PipelineDefinition definition) =>
        KeyValuePair.Create("named", CanonicalJson.Of(new JsonArray([.. NamedColumns.Of(definition).Select(name => (JsonNode?)name)])));

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
