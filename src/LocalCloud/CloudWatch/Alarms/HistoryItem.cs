using System.Text.Json.Nodes;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>One line of an alarm's history; <see cref="Data"/> is JSON.</summary>
internal sealed record HistoryItem(string AlarmName, string AlarmType, DateTimeOffset Time, string Type, string Summary, string Data)
{
    public static HistoryItem StateUpdate(Alarm before, Alarm after) => new(
        after.Name, after.Type, after.State.Updated, "StateUpdate", $"Alarm updated from {before.State.Value} to {after.State.Value}",
        JavaText.Json(new JsonObject { ["version"] = "1.0", ["oldState"] = State(before.State), ["newState"] = State(after.State) }));

    public static HistoryItem ConfigurationUpdate(Alarm alarm, string type, string verb, DateTimeOffset now) => new(
        alarm.Name, alarm.Type, now, "ConfigurationUpdate", $"Alarm \"{alarm.Name}\" {verb}",
        JavaText.Json(new JsonObject { ["version"] = "1.0", ["type"] = type, [$"{type.ToLowerInvariant()}dAlarm"] = alarm.Configuration.DeepClone() }));

    public static HistoryItem Action(Notice notice, string? problem, DateTimeOffset now) => new(
        notice.AlarmName, notice.IsComposite ? "CompositeAlarm" : "MetricAlarm", now, "Action",
        $"{(problem is null ? "Successfully executed" : "Failed to execute")} action {notice.Target}",
        JavaText.Json(new JsonObject { ["actionState"] = problem is null ? "Succeeded" : "Failed", ["notificationResource"] = notice.Target, ["error"] = problem }));

    private static JsonObject State(AlarmState state)
    {
        var told = new JsonObject { ["stateValue"] = state.Value, ["stateReason"] = state.Reason };
        if (state.ReasonData is { } data)
        {
            told["stateReasonData"] = JsonNode.Parse(data);
        }

        return told;
    }
}
