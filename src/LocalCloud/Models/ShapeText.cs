using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Models;

/// <summary>Prints values as AWS's validation messages do: lists as <c>[a, b]</c>, maps as <c>{k=v}</c>, strings bare.</summary>
internal static class ShapeText
{
    public static string Of(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray items => $"[{string.Join(", ", items.Select(Of))}]",
        JsonObject members => $"{{{string.Join(", ", members.Select(member => $"{member.Key}={Of(member.Value)}"))}}}",
        _ when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString(),
    };
}
