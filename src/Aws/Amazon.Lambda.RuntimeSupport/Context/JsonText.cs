using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Optional string members.</summary>
internal static class JsonText
{
    public static string Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ToString() : null;
}
