using System.Text.Json.Serialization;

namespace Mlops.Algorithm.Transforms;

/// <summary>A property of the event's time that comes back. The year is none: a tree that splits on it knows nothing about the next one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CalendarFeature>))]
internal enum CalendarFeature
{
    Month,
    DayOfMonth,
    DayOfWeek,
    DayOfYear,
    SecondOfDay,
}
