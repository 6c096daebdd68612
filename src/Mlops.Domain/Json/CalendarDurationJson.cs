using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mlops.Domain.Json;

/// <summary>A <see cref="CalendarDuration"/> as an ISO 8601 duration: <c>"P3Y"</c>.</summary>
public sealed class CalendarDurationJson : JsonConverter<CalendarDuration>
{
    public override CalendarDuration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && IsoDuration.TryParse(reader.GetString()!, out var duration)
            ? duration
            : throw new JsonException("Expected an ISO 8601 duration such as P3Y.");

    public override void Write(Utf8JsonWriter writer, CalendarDuration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(IsoDuration.Format(value));
}
