using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mlops.Infra.Workflows;

/// <summary>JSON as the plain dictionaries and arrays that constructs take.</summary>
internal static class JsonValues
{
    /// <remarks>A member that is null is left out: constructs cannot hold it, and the definition means the same without it.</remarks>
    public static object Of(JsonNode node) => node switch
    {
        JsonObject map => map.Where(member => member.Value is not null)
            .ToDictionary(member => member.Key, member => Of(member.Value!)),
        JsonArray list => list.Select(item => Of(item!)).ToArray(),
        _ => Scalar(node),
    };

    private static object Scalar(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => node.GetValue<JsonElement>() is var number && number.TryGetInt64(out var whole) ? whole : number.GetDouble(),
        _ => node.GetValue<string>(),
    };
}
