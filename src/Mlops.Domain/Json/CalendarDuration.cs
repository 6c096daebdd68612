using System.Text.Json.Serialization;

namespace Mlops.Domain.Json;

/// <summary>A length of time in calendar units: a year is a year, leap or not. Written as an ISO 8601 duration.</summary>
[JsonConverter(typeof(CalendarDurationJson))]
public readonly record struct CalendarDuration(int Months, int Days, TimeSpan Time)
{
    public bool IsZero => this == default;

    /// <summary>The instant this long before another: months first (a day that the month lacks becomes its last), then days, then time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The result lies before the year 1.</exception>
    public DateTime Before(DateTime instant) => instant.AddMonths(-Months).AddDays(-Days) - Time;

    /// <summary>The instant this long after another: months first, then days, then time; the end of time where there is none.</summary>
    public DateTimeOffset After(DateTimeOffset instant)
    {
        try
        {
            return instant.AddMonths(Months).AddDays(Days) + Time;
        }
        catch (ArgumentOutOfRangeException)
        {
            return DateTimeOffset.MaxValue;
        }
    }

    /// <summary>No instant lies further than this many days from its <see cref="After"/>.</summary>
    public double LongestDays => (Months * 31.0) + Days + Time.TotalDays;

    public override string ToString() => IsoDuration.Format(this);
}
