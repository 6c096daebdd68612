using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Mlops.Domain.Json;

namespace Mlops.Domain.Pipelines;

/// <summary>Holds a JSON tree against the definition records: unknown, missing and mistyped members. What is wrong is left out of the answer, so that the rest can still be judged.</summary>
internal sealed class DefinitionShape
{
    public List<DefinitionProblem> Problems { get; } = [];

    /// <summary>The sound part of the tree, with placeholders where a required member is missing or mistyped.</summary>
    public JsonObject Check(JsonNode? node, JsonTypeInfo type) => (Check(node, type, "$") ?? Placeholder(type)).AsObject();

    private JsonNode? Check(JsonNode? node, JsonTypeInfo type, string path) => type.Kind switch
    {
        JsonTypeInfoKind.Object => node is JsonObject members ? CheckMembers(members, type, path) : Wrong(path, "Expected an object."),
        JsonTypeInfoKind.Dictionary => node is JsonObject entries ? CheckEntries(entries, type, path) : Wrong(path, "Expected an object."),
        JsonTypeInfoKind.Enumerable when Element(type) is { Kind: JsonTypeInfoKind.Object } element => node is JsonArray items ? CheckItems(items, element, path) : Wrong(path, "Expected a list of objects."),
        _ => CheckValue(node, type, path),
    };

    private JsonObject CheckMembers(JsonObject members, JsonTypeInfo type, string path)
    {
        var sound = new JsonObject();
        var known = type.Properties.ToDictionary(property => property.Name, StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            if (!known.TryGetValue(name, out var property))
            {
                Problems.Add(new(JsonPath.Member(path, name), "Unknown member.", $"Remove it; known here: {string.Join(", ", known.Keys)}."));
            }
            else if ((value is null && Optional(property)) || Check(value, TypeOf(type, property), JsonPath.Member(path, name)) is not { } kept)
            {
                // Null where null is allowed, or a problem that was just reported: the default stands in for it.
            }
            else
            {
                sound[name] = kept;
            }
        }

        foreach (var property in type.Properties.Where(property => property.IsRequired && !sound.ContainsKey(property.Name)))
        {
            if (!members.ContainsKey(property.Name))
            {
                Problems.Add(new(JsonPath.Member(path, property.Name), "Missing.", "Add it: it has no default."));
            }

            sound[property.Name] = Placeholder(TypeOf(type, property));
        }

        return sound;
    }

    private JsonObject CheckEntries(JsonObject entries, JsonTypeInfo type, string path)
    {
        var sound = new JsonObject();
        var element = Element(type);
        foreach (var (name, value) in entries)
        {
            if (Check(value, element, JsonPath.Member(path, name)) is { } kept)
            {
                sound[name] = kept;
            }
        }

        return sound;
    }

    private JsonArray CheckItems(JsonArray items, JsonTypeInfo element, string path) =>
        new([.. items.Select((item, index) => Check(item, element, $"{path}[{index}]")).Where(item => item is not null)]);

    private JsonNode? CheckValue(JsonNode? node, JsonTypeInfo type, string path)
    {
        try
        {
            return node is not null && JsonSerializer.Deserialize(node, type) is not null ? node.DeepClone() : Wrong(path, Expected(type));
        }
        catch (JsonException)
        {
            return Wrong(path, Expected(type));
        }
    }

    private JsonNode? Wrong(string path, string message)
    {
        Problems.Add(new(path, message, "Correct the value, or leave the member out for its default where it has one."));
        return null;
    }

    private static string Expected(JsonTypeInfo type)
    {
        var value = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        return value switch
        {
            _ when value == typeof(string) => "Expected a text in quotes.",
            _ when value == typeof(int) || value == typeof(long) => "Expected a whole number.",
            _ when value == typeof(double) => "Expected a number.",
            _ when value == typeof(bool) => "Expected true or false.",
            _ when value == typeof(TimeSpan) => "Expected an ISO 8601 duration without years and months, such as \"PT1M\".",
            _ when value == typeof(CalendarDuration) => "Expected an ISO 8601 duration, such as \"P3Y\".",
            _ when value == typeof(IReadOnlyList<string>) => "Expected a list of texts in quotes.",
            _ when value == typeof(IReadOnlyList<double>) => "Expected a list of numbers.",
            { IsEnum: true } => $"Expected one of {string.Join(", ", Enum.GetNames(value).Select(JsonNamingPolicy.CamelCase.ConvertName))}.",
            _ => $"Expected a {value.Name}.",
        };
    }

    private static JsonNode Placeholder(JsonTypeInfo type) => type switch
    {
        { Kind: JsonTypeInfoKind.Object } => new JsonObject(type.Properties
            .Where(property => property.IsRequired)
            .Select(property => KeyValuePair.Create(property.Name, (JsonNode?)Placeholder(TypeOf(type, property))))),
        _ when type.Type == typeof(TimeSpan) => IsoDuration.Format(default),
        _ when type.Type.IsEnum => JsonNamingPolicy.CamelCase.ConvertName(Enum.GetNames(type.Type)[0]),
        _ => "placeholder",
    };

    private static JsonTypeInfo Element(JsonTypeInfo type) => type.Options.GetTypeInfo(type.ElementType!);

    private static JsonTypeInfo TypeOf(JsonTypeInfo owner, JsonPropertyInfo property) => owner.Options.GetTypeInfo(property.PropertyType);

    private static bool Optional(JsonPropertyInfo property) =>
        !property.IsRequired && (Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && property.IsSetNullable));
}
