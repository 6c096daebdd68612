using System.Text.Json.Nodes;

namespace LocalCloud.Models;

/// <summary>
/// Step Functions' service integrations write every member with a capital first letter; the models of some services do not.
/// Both directions keep what the model does not know, so that validation can report it.
/// </summary>
public static class SdkIntegrationNames
{
    /// <summary>A task's resolved arguments, with the names of the model.</summary>
    public static JsonObject ToModel(string service, string operation, JsonObject arguments) =>
        Operation(service, operation)?.Input is { } shape ? Object(shape, arguments, toModel: true) : Copy(arguments);

    /// <summary>An operation's output, with the names that a task's result has.</summary>
    public static JsonObject FromModel(string service, string operation, JsonObject output) =>
        Operation(service, operation)?.Output is { } shape ? Object(shape, output, toModel: false) : Copy(output);

    private static OperationModel? Operation(string service, string operation) =>
        ServiceModel.Find(service)?.Operations.GetValueOrDefault(operation);

    private static JsonNode? Rename(Shape shape, JsonNode? value, bool toModel) => (shape, value) switch
    {
        (StructureShape structure, JsonObject members) => Object(structure, members, toModel),
        (ListShape list, JsonArray items) => new JsonArray([.. items.Select(item => Rename(list.Element.Shape, item, toModel))]),
        (MapShape map, JsonObject entries) => new JsonObject(entries.Select(entry =>
            KeyValuePair.Create(entry.Key, Rename(map.Value.Shape, entry.Value, toModel)))),
        _ => value?.DeepClone(),
    };

    private static JsonObject Object(StructureShape shape, JsonObject members, bool toModel)
    {
        var renamed = new JsonObject();
        foreach (var (name, value) in members)
        {
            var known = Known(shape, name);
            var written = known is null ? name : toModel ? known : Capitalized(known);
            renamed[written] = known is null ? value?.DeepClone() : Rename(shape.Members[known].Shape, value, toModel);
        }

        return renamed;
    }

    private static string? Known(StructureShape shape, string name)
    {
        if (name.Length == 0 || shape.Members.ContainsKey(name))
        {
            return name.Length == 0 ? null : name;
        }

        var lower = char.ToLowerInvariant(name[0]) + name[1..];
        return shape.Members.ContainsKey(lower) ? lower : null;
    }

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static JsonObject Copy(JsonObject value) => value.DeepClone().AsObject();
}
