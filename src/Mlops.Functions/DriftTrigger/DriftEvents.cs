using System.Text.Json;
using Mlops.Domain.Triggers;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.DriftTrigger;

/// <summary>Reads alarms, as EventBridge tells of them, and the Monitor machine's <c>mlops.drift.detected</c>.</summary>
/// <remarks>Metric, composite and metric-math alarms differ in their configuration only, which nothing here needs.</remarks>
internal static class DriftEvents
{
    /// <exception cref="MalformedEventException">It is neither, or lacks something; everything wrong is named.</exception>
    public static DriftSignal Read(JsonElement input)
    {
        var reader = new EventReader(input);
        return reader.Find("source") is { ValueKind: JsonValueKind.String } source && source.GetString() == "mlops" ? Detected(reader) : StateChange(reader);
    }

    private static DriftSignal StateChange(EventReader reader)
    {
        reader.Expect("source", "aws.cloudwatch");
        reader.Expect("detail-type", "CloudWatch Alarm State Change");
        return Alarm(reader.Within(reader.Find("detail") ?? default, "detail"));
    }

    private static DriftSignal Alarm(EventReader alarm)
    {
        var name = alarm.Text("alarmName");
        var changedAt = alarm.Time("state.timestamp");
        var state = alarm.Text("state.value");
        if (state is not (null or "ALARM" or "OK" or "INSUFFICIENT_DATA"))
        {
            alarm.Report($"state.value '{state}' is no state of an alarm");
        }

        alarm.ThrowIfBroken("alarm event");
        return new DriftSignal(ExecutionName.ForDrift(name!, changedAt), changedAt)
        {
            Ignored = state == "ALARM" ? null : $"{name} is {state}; only ALARM starts a run.",
        };
    }

    private static DriftSignal Detected(EventReader reader)
    {
        reader.Expect("detail-type", "mlops.drift.detected");
        var pipeline = reader.Text("detail.pipeline");
        var monitor = reader.Text("detail.monitor");
        var since = reader.Time("detail.since");
        if (reader.Find("detail.version") is not { ValueKind: JsonValueKind.Number } version || !version.TryGetInt32(out var number) || number != 1)
        {
            reader.Report("detail.version is not 1");
        }

        reader.ThrowIfBroken("drift event");
        return new DriftSignal(ExecutionName.ForDrift(monitor!), since) { Pipeline = pipeline };
    }
}
