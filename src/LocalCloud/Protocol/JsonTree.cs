using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;

namespace LocalCloud.Protocol;

/// <summary>Between JSON on the wire and JSON inside: timestamps are numbers there and ISO 8601 text here, names may differ.</summary>
internal static class JsonTree
{
    public static JsonObject Parse(string text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? [] : JsonNode.Parse(text)!.AsObject();
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new AwsException("SerializationException", 400, $"The request's body is not a JSON object. {problem.Message}");
        }
    }

    /// <summary>Members that the shape does not have stay, so that validation can report them.</summary>
    public static JsonObject Read(StructureShape shape, JsonObject wire)
    {
        var names = BodyMembers(shape).ToDictionary(member => member.Value.LocationName ?? member.Key, member => member.Key, StringComparer.Ordinal);
        var read = new JsonObject();
        foreach (var (wireName, value) in wire.Where(member => member.Value is not null))
        {
            var name = names.GetValueOrDefault(wireName, wireName);
            read[name] = shape.Members.TryGetValue(name, out var known) ? Read(known.Shape, value!) : value!.DeepClone();
        }

        return read;
    }

    public static JsonObject Write(StructureShape shape, JsonObject tree)
    {
        var written = new JsonObject();
        foreach (var (name, value) in tree.Where(member => member.Value is not null))
        {
            if (!shape.Members.TryGetValue(name, out var known))
            {
                throw new InvalidOperationException($"'{name}' is no member of {shape.Name}.");
            }

            if (known.Location is null)
            {
                written[known.LocationName ?? name] = Write(known.Shape, value!);
            }
        }

        return written;
    }

    private static IEnumerable<KeyValuePair<string, ShapeMember>> BodyMembers(StructureShape shape) =>
        shape.Members.Where(member => member.Value.Location is null);

    private static JsonNode? Read(Shape shape, JsonNode value) => (shape, value) switch
    {
        (StructureShape structure, JsonObject members) => Read(structure, members),
        (ListShape list, JsonArray items) => new JsonArray([.. items.Select(item => item is null ? null : Read(list.Element.Shape, item))]),
        (MapShape map, JsonObject entries) => new JsonObject(entries.Select(entry =>
            KeyValuePair.Create(entry.Key, entry.Value is null ? null : Read(map.Value.Shape, entry.Value)))),
        (TimestampShape, JsonValue number) when number.GetValueKind() == JsonValueKind.Number =>
            Timestamps.Iso(Timestamps.FromEpochSeconds(number.GetValue<double>())),
        _ => value.DeepClone(),
    };

    private static JsonNode? Write(Shape shape, JsonNode value) => (shape, value) switch
    {
        (StructureShape structure, JsonObject members) => Write(structure, members),
        (ListShape list, JsonArray items) => new JsonArray([.. items.Select(item => item is null ? null : Write(list.Element.Shape, item))]),
        (MapShape map, JsonObject entries) => new JsonObject(entries.Select(entry =>
            KeyValuePair.Create(entry.Key, entry.Value is null ? null : Write(map.Value.Shape, entry.Value)))),
        // Lambda's "LastModified" and the like are modelled as strings and do not come here.
        (TimestampShape, JsonValue text) when text.GetValueKind() == JsonValueKind.String && Timestamps.TryParse(text.GetValue<string>(), out var time) =>
            Timestamps.EpochSeconds(time),
        _ => value.DeepClone(),
    };
}
