using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;

namespace LocalCloud.StatesLanguage.Paths;

/// <summary>A path to one place, at which a <c>ResultPath</c> puts a result.</summary>
public sealed class ReferencePath
{
    private readonly IReadOnlyList<PathStep> _steps;
    private readonly string _text;

    private ReferencePath(string text, IReadOnlyList<PathStep> steps)
    {
        _text = text;
        _steps = steps;
    }

    public static ReferencePath Root { get; } = new("$", []);

    public static bool TryParse(string text, [NotNullWhen(true)] out ReferencePath? path)
    {
        path = JsonPath.TryParse(text, out var parsed) && parsed.IsDefinite
            ? new ReferencePath(text, parsed.Steps)
            : null;
        return path is not null;
    }

    /// <summary>A copy of <paramref name="input"/> with <paramref name="result"/> at this place; objects on the way are made.</summary>
    public JsonNode? Put(JsonNode? input, JsonNode? result) => Put(input?.DeepClone(), 0, result?.DeepClone(), input);

    private JsonNode? Put(JsonNode? node, int step, JsonNode? result, JsonNode? input)
    {
        if (step == _steps.Count)
        {
            return result;
        }

        switch (_steps[step])
        {
            case PathStep.Child child when node is null or JsonObject:
                var owner = node as JsonObject ?? [];
                var below = owner[child.Name];
                owner.Remove(child.Name);
                owner.Add(child.Name, Put(below, step + 1, result, input));
                return owner;
            case PathStep.Index index when node is JsonArray array && index.Position >= 0 && index.Position < array.Count:
                var item = array[index.Position];
                array[index.Position] = null;
                array[index.Position] = Put(item, step + 1, result, input);
                return array;
            default:
                throw new EvaluationException(StatesError.ResultPathMatchFailure,
                    $"Unable to apply Reference Path {_text} to input {JsonText.Write(input)}");
        }
    }
}
