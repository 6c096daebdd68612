using System.Text.Json.Nodes;

namespace LocalCloud.Processes;

/// <summary>Members of requests and documents by name. The request validator has checked required members and types already.</summary>
internal static class JsonMembers
{
    public static string Text(this JsonObject node, string name) =>
        node.TextOrNull(name) ?? throw new InvalidOperationException($"'{name}' is missing from {string.Join(", ", node.Select(member => member.Key))}.");

    public static string? TextOrNull(this JsonObject node, string name) => node[name]?.GetValue<string>();

    public static int? NumberOrNull(this JsonObject node, string name) => node[name] is JsonValue value ? value.Deserialize<int>() : null;

    public static bool Flag(this JsonObject node, string name) => node[name]?.GetValue<bool>() ?? false;

    public static JsonObject? Child(this JsonObject node, string name) => node[name] as JsonObject;

    public static IEnumerable<JsonObject> Children(this JsonObject node, string name) => (node[name] as JsonArray ?? []).OfType<JsonObject>();

    public static IEnumerable<string> Texts(this JsonObject node, string name) => (node[name] as JsonArray ?? []).Select(item => item!.GetValue<string>());

    public static Dictionary<string, string> Map(this JsonObject node, string name) =>
        (node.Child(name) ?? []).ToDictionary(member => member.Key, member => member.Value!.GetValue<string>());

    public static JsonObject Copy(this JsonObject node) => (JsonObject)node.DeepClone();

    /// <summary>A copy with only those of the named members that are there.</summary>
    public static JsonObject Pick(this JsonObject node, params ReadOnlySpan<string> names)
    {
        var picked = new JsonObject();
        foreach (var name in names)
        {
            if (node[name] is { } value)
            {
                picked[name] = value.DeepClone();
            }
        }

        return picked;
    }

    private static T Deserialize<T>(this JsonValue value) => System.Text.Json.JsonSerializer.Deserialize<T>(value)!;
}
