using System.Text.Json.Nodes;
using LocalCloud.Models;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StepFunctions.Integrations;

/// <summary>A task's parameters as an operation's input: the model's member names, and JSON text where the model has text.</summary>
internal static class Parameters
{
    public static JsonObject ToInput(string service, string operation, JsonObject parameters)
    {
        var input = SdkIntegrationNames.ToModel(service, operation, parameters);
        var shape = ServiceModel.Find(service)?.Operations.GetValueOrDefault(operation)?.Input;
        return shape is null ? input : (JsonObject)Written(shape, input)!;
    }

    private static JsonNode? Written(Shape shape, JsonNode? value) => (shape, value) switch
    {
        (StringShape or BlobShape, JsonObject or JsonArray) => JsonValue.Create(JsonText.Write(value)),
        (StructureShape structure, JsonObject members) => new JsonObject(members.Select(member => KeyValuePair.Create(
            member.Key,
            structure.Members.TryGetValue(member.Key, out var known) ? Written(known.Shape, member.Value) : member.Value?.DeepClone()))),
        (ListShape list, JsonArray items) => new JsonArray(items.Select(item => Written(list.Element.Shape, item)).ToArray()),
        (MapShape map, JsonObject entries) => new JsonObject(entries.Select(entry => KeyValuePair.Create(entry.Key, Written(map.Value.Shape, entry.Value)))),
        _ => value?.DeepClone(),
    };
}
