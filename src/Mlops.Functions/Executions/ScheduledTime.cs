using System.Text.Json;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.Executions;

/// <summary>Reads the event of a scheduled rule: all that it says is when it was due.</summary>
internal static class ScheduledTime
{
    /// <exception cref="MalformedEventException">It is no such event; everything wrong is named.</exception>
    public static DateTimeOffset Read(JsonElement input)
    {
        var reader = new EventReader(input);
        reader.Expect("source", "aws.events");
        reader.Expect("detail-type", "Scheduled Event");
        var time = reader.Time("time");
        reader.ThrowIfBroken("scheduled event");
        return time;
    }
}
