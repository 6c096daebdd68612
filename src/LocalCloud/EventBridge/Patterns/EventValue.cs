using System.Net;
using System.Text.Json;

namespace LocalCloud.EventBridge.Patterns;

/// <summary>
/// A leaf of an event: <see cref="Text"/> for strings only, <see cref="Number"/> for numbers only, <see cref="Raw"/> is the
/// JSON text of everything else.
/// </summary>
internal sealed record EventValue(string? Text, double? Number, string Raw, IReadOnlyList<ArrayElement> Elements)
{
    /// <summary>The address when the text is one.</summary>
    public IPAddress? Address { get; } = IpRange.ParseAddress(Text);

    public static EventValue From(JsonElement leaf, IReadOnlyList<ArrayElement> elements) => leaf.ValueKind switch
    {
        JsonValueKind.String => new(leaf.GetString(), null, "", elements),
        JsonValueKind.Number => new(null, double.TryParse(leaf.GetRawText(), System.Globalization.CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null, leaf.GetRawText(), elements),
        _ => new(null, null, leaf.GetRawText(), elements),
    };
}
