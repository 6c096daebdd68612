using System.Text.Json;
using Mlops.Functions.Approvals;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.ApprovalAnswer;

/// <summary>Why <c>approval-answer</c> looks: a package changed, or the clock says so (no change).</summary>
internal sealed record AnswerEvent(PackageChange? Change, DateTimeOffset At)
{
    /// <exception cref="MalformedEventException">It is neither; everything wrong is named.</exception>
    public static AnswerEvent Read(JsonElement input)
    {
        var reader = new EventReader(input);
        var at = reader.Time("time");
        reader.ThrowIfBroken("event");
        var isSchedule = reader.Find("detail-type") is { ValueKind: JsonValueKind.String } type && type.ValueEquals("Scheduled Event");
        return new AnswerEvent(isSchedule ? null : PackageChange.Read(input), at);
    }
}
