using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LocalCloud.StatesLanguage.Paths;

/// <summary>Carries a payload as JSON text, so that however deeply it is nested, the document around it is not.</summary>
internal sealed class JsonTextConverter : JsonConverter<JsonNode>
{
    public override JsonNode? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonText.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, JsonNode value, JsonSerializerOptions options) => writer.WriteStringValue(JsonText.Write(value));
}
