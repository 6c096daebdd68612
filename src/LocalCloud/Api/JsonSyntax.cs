using System.Text.Json;

namespace LocalCloud.Api;

/// <summary>Whether a text is JSON of any kind, <c>null</c> included.</summary>
internal static class JsonSyntax
{
    public static bool IsValid(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
