using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Protocol;

/// <summary>JSON as AWS writes it: compact, and without escapes that only HTML needs.</summary>
internal static class WireText
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonObject value) => Encoding.UTF8.GetBytes(value.ToJsonString(Plain));
}
