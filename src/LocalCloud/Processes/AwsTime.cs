using System.Globalization;

namespace LocalCloud.Processes;

/// <summary>Timestamps as the JSON trees of <see cref="Api.ApiOperation"/> carry them: ISO 8601, UTC, milliseconds.</summary>
public static class AwsTime
{
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
