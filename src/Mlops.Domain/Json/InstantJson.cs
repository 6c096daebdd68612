using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mlops.Domain.Json;

/// <summary>An instant as ISO 8601 in UTC with a <c>Z</c>, as AWS writes it: <c>"2026-01-01T00:00:05Z"</c>, with milliseconds only when there are any.</summary>
public sealed class InstantJson : JsonConverter<DateTimeOffset>
{
    public static string Format(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().ToUniversalTime();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Format(value));
}
