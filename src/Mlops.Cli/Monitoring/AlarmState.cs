using System.Text.Json.Nodes;
using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;

namespace Mlops.Cli.Monitoring;

/// <summary>What one of a pipeline's three alarms says.</summary>
internal sealed record AlarmState(string Name, string State, string? Reason, DateTime? Since)
{
    /// <summary>Those that there are, the composite alarm last.</summary>
    public static async Task<IReadOnlyList<AlarmState>> ReadAsync(IAmazonCloudWatch cloudWatch, string pipeline, CancellationToken cancellationToken)
    {
        string[] names = [$"mlops-{pipeline}-feature-drift", $"mlops-{pipeline}-quality-loss", $"mlops-{pipeline}-drift"];
        var found = await cloudWatch.DescribeAlarmsAsync(
            new DescribeAlarmsRequest { AlarmNames = [.. names], AlarmTypes = [AlarmType.MetricAlarm.Value, AlarmType.CompositeAlarm.Value] }, cancellationToken);
        var metric = (found.MetricAlarms ?? []).Select(alarm => new AlarmState(alarm.AlarmName, alarm.StateValue.Value, alarm.StateReason, alarm.StateUpdatedTimestamp));
        var composite = (found.CompositeAlarms ?? []).Select(alarm => new AlarmState(alarm.AlarmName, alarm.StateValue.Value, alarm.StateReason, alarm.StateUpdatedTimestamp));
        return [.. metric.Concat(composite).OrderBy(alarm => Array.IndexOf(names, alarm.Name))];
    }

    public JsonObject ToJson() => new() { ["name"] = Name, ["state"] = State, ["reason"] = Reason, ["since"] = Since };
}
