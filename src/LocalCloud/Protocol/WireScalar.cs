using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Models;

namespace LocalCloud.Protocol;

/// <summary>Single values as text: in headers, query strings, forms and XML.</summary>
internal static class WireScalar
{
    /// <summary>Text that does not fit the shape stays text, so that validation can report it.</summary>
    public static JsonNode Read(Shape shape, string text) => shape switch
    {
        NumberShape when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        BooleanShape when bool.TryParse(text, out var flag) => JsonValue.Create(flag),
        TimestampShape when Timestamps.TryParse(text, out var time) => JsonValue.Create(Timestamps.Iso(time)),
        _ => JsonValue.Create(text),
    };

    public static string Write(ShapeMember member, JsonNode value)
    {
        var text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        if (member.Shape is not TimestampShape timestamp || !Timestamps.TryParse(text, out var time))
        {
            return text;
        }

        var format = member.TimestampFormat ?? timestamp.Format ?? (member.Location == "header" ? "rfc822" : "iso8601");
        return format switch
        {
            "rfc822" => time.ToString("r", CultureInfo.InvariantCulture),
            "unixTimestamp" => Timestamps.EpochSeconds(time).ToString(CultureInfo.InvariantCulture),
            _ => Timestamps.Iso(time),
        };
    }
}
