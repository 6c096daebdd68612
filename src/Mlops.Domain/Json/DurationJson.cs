using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mlops.Domain.Json;

/// <summary>A <see cref="TimeSpan"/> as an ISO 8601 duration of days, hours, minutes and seconds: <c>"PT1M"</c>. Years and months have no fixed length and are refused.</summary>
public sealed class DurationJson : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && IsoDuration.TryParse(reader.GetString()!, out var duration) && duration.Months == 0
            ? duration.Time + TimeSpan.FromDays(duration.Days)
            : throw new JsonException("Expected an ISO 8601 duration without years and months, such as PT1M.");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(IsoDuration.Format(new CalendarDuration(0, value.Days, value - TimeSpan.FromDays(value.Days))));
}
