using System.Text.Json;

namespace Mlops.Functions.Record;

/// <summary>Looks into JSON that need not be there.</summary>
internal static class JsonElementExtensions
{
    public static JsonElement? At(this JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement element, string member) =>
        element.At(member) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
