using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Models;

/// <summary>Walks a value along its shape and collects everything that AWS would reject.</summary>
internal sealed class ShapeWalk
{
    private readonly List<ModelProblem> _problems = [];

    public IReadOnlyList<ModelProblem> Problems => _problems;

    public void Structure(StructureShape shape, JsonObject value, string path)
    {
        foreach (var missing in shape.Required.Where(name => value[name] is null))
        {
            Break(Join(path, missing), null, "Member must not be null");
        }

        foreach (var (name, member) in value.Where(member => member.Value is not null))
        {
            if (shape.Members.TryGetValue(name, out var known))
            {
                Value(known.Shape, member!, Join(path, name));
            }
            else
            {
                Malform(Join(path, name), $"Unknown member '{name}' of {shape.Name}: it has {string.Join(", ", shape.Members.Keys)}.");
            }
        }

        if (shape.IsUnion && value.Count(member => member.Value is not null) != 1)
        {
            Malform(path, $"Exactly one of {string.Join(", ", shape.Members.Keys)} must be set in the union {shape.Name}.");
        }
    }

    private void Value(Shape shape, JsonNode value, string path)
    {
        if (IsWildcard(value))
        {
            return;
        }

        switch (shape, value)
        {
            case (StructureShape structure, JsonObject members):
                Structure(structure, members, path);
                break;
            case (MapShape map, JsonObject entries):
                Map(map, entries, path);
                break;
            case (ListShape list, JsonArray items):
                List(list, items, path);
                break;
            case (StructureShape or MapShape or ListShape, _):
                Malform(path, $"Expected {Expectation(shape)}, found {Describe(value)}.");
                break;
            default:
                Scalar(shape, value, path);
                break;
        }
    }

    private void Map(MapShape shape, JsonObject entries, string path)
    {
        foreach (var rule in Constraints.OfLength(shape.Min, shape.Max).Where(rule => !rule.Holds(entries.Count)))
        {
            Break(path, entries, rule.Text);
        }

        if (entries.Any(entry => Constraints.Of(shape.Key.Shape).Any(rule => !rule.Holds(JsonValue.Create(entry.Key)))))
        {
            _problems.Add(new(ModelProblemKind.Constraint, path,
                $"Value at '{path}' failed to satisfy constraint: Map keys must satisfy constraint: [{Constraints.Describe(shape.Key.Shape)}]"));
        }

        Elements(shape.Value.Shape, entries.Select(entry => ($"{path}.{entry.Key}", entry.Value)), () =>
            $"Value at '{path}' failed to satisfy constraint: Map value must satisfy constraint: [{Constraints.Describe(shape.Value.Shape)}]", path);
    }

    private void List(ListShape shape, JsonArray items, string path)
    {
        foreach (var rule in Constraints.OfLength(shape.Min, shape.Max).Where(rule => !rule.Holds(items.Count)))
        {
            Break(path, items, rule.Text);
        }

        Elements(shape.Element.Shape, items.Select((item, index) => ($"{path}.{index + 1}", item)), () =>
            $"Value '{ShapeText.Of(items)}' at '{path}' failed to satisfy constraint: Member must satisfy constraint: [{Constraints.Describe(shape.Element.Shape)}]", path);
    }

    // AWS reports scalar elements together, at their container, and walks into nested ones by position.
    private void Elements(Shape element, IEnumerable<(string Path, JsonNode? Value)> values, Func<string> complaint, string container)
    {
        var isBroken = false;
        foreach (var (path, value) in values)
        {
            if (value is null)
            {
                Malform(path, "A list or map must not hold null.");
            }
            else if (IsWildcard(value) || element is StructureShape or ListShape or MapShape)
            {
                Value(element, value, element is StructureShape or ListShape or MapShape ? $"{path}.member" : path);
            }
            else if (TypeProblem(element, value) is { } problem)
            {
                Malform(path, problem);
            }
            else
            {
                isBroken |= Constraints.Of(element).Any(rule => !rule.Holds(value.AsValue()));
            }
        }

        if (isBroken)
        {
            _problems.Add(new(ModelProblemKind.Constraint, container, complaint()));
        }
    }

    private void Scalar(Shape shape, JsonNode value, string path)
    {
        if (TypeProblem(shape, value) is { } problem)
        {
            Malform(path, problem);
            return;
        }

        foreach (var rule in Constraints.Of(shape).Where(rule => !rule.Holds(value.AsValue())))
        {
            Break(path, value, rule.Text);
        }
    }

    private static string? TypeProblem(Shape shape, JsonNode value)
    {
        var kind = value.GetValueKind();
        var fits = shape switch
        {
            StringShape => kind == JsonValueKind.String,
            BooleanShape => kind is JsonValueKind.True or JsonValueKind.False,
            NumberShape { IsInteger: true } => kind == JsonValueKind.Number && decimal.IsInteger(Constraints.Number(value)),
            NumberShape => kind == JsonValueKind.Number,
            BlobShape => kind == JsonValueKind.String,
            TimestampShape => kind == JsonValueKind.Number || (kind == JsonValueKind.String && Timestamps.TryParse(value.GetValue<string>(), out _)),
            _ => false,
        };
        return fits ? null : $"Expected {Expectation(shape)}, found {Describe(value)}.";
    }

    private void Break(string path, JsonNode? value, string rule)
    {
        var shown = value is null ? "null" : $"'{ShapeText.Of(value)}'";
        _problems.Add(new(ModelProblemKind.Constraint, path, $"Value {shown} at '{path}' failed to satisfy constraint: {rule}"));
    }

    private void Malform(string path, string message) => _problems.Add(new(ModelProblemKind.Malformed, path, $"'{path}': {message}"));

    private static bool IsWildcard(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == ModelCheck.Wildcard;

    private static string Expectation(Shape shape) => shape switch
    {
        StructureShape or MapShape => "an object",
        ListShape => "a list",
        NumberShape { IsInteger: true } => "an integer",
        NumberShape => "a number",
        BooleanShape => "true or false",
        TimestampShape => "a timestamp",
        _ => "a string",
    };

    private static string Describe(JsonNode value) => value switch
    {
        JsonObject => "an object",
        JsonArray => "a list",
        _ => value.ToJsonString(),
    };

    // AWS reports paths with the first letter of each member in lower case, whatever the model says.
    private static string Join(string path, string member)
    {
        var name = member.Length == 0 ? member : char.ToLowerInvariant(member[0]) + member[1..];
        return path.Length == 0 ? name : $"{path}.{name}";
    }
}
