using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.StatesLanguage.Paths;

/// <summary>JSON as Step Functions writes it: compact, with nothing escaped that need not be.</summary>
public static class JsonText
{
    /// <summary>How deep payloads may be nested when they are read; states may wrap what they got further.</summary>
    private const int MaxDepth = 512;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 2 * MaxDepth };

    /// <summary>The payload limit of a state's input, output or result, in bytes of UTF-8.</summary>
    public const int MaxPayloadBytes = 262_144;

    public static string Write(JsonNode? node) => node is null ? "null" : node.ToJsonString(Compact);

    /// <summary>Throws <see cref="JsonException"/> when the text is not one JSON value.</summary>
    public static JsonNode? Parse(string text) => JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth });

    public static bool ExceedsLimit(JsonNode? node)
    {
        var text = Write(node);
        return text.Length > MaxPayloadBytes || (text.Length > MaxPayloadBytes / 4 && Encoding.UTF8.GetByteCount(text) > MaxPayloadBytes);
    }
}
