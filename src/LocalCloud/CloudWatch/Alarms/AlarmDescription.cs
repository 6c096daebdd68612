using System.Text.Json.Nodes;
using LocalCloud.Models;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>Alarms as DescribeAlarms tells them.</summary>
internal static class AlarmDescription
{
    private static readonly string[] Lists = ["OKActions", "AlarmActions", "InsufficientDataActions"];

    public static JsonObject Of(Alarm alarm)
    {
        var told = alarm.Configuration.DeepClone().AsObject();
        told["AlarmArn"] = alarm.Arn;
        told["AlarmConfigurationUpdatedTimestamp"] = Timestamps.Iso(alarm.ConfigurationUpdated);
        told["ActionsEnabled"] = alarm.ActionsEnabled;
        foreach (var list in alarm.IsComposite ? Lists : [.. Lists, "Dimensions"])
        {
            told[list] ??= new JsonArray();
        }

        if (told["Threshold"] is { } threshold)
        {
            told["Threshold"] = JavaText.Node(threshold.ToDouble());
        }

        told["StateValue"] = alarm.State.Value;
        told["StateReason"] = alarm.State.Reason;
        if (alarm.State.ReasonData is { } data)
        {
            told["StateReasonData"] = data;
        }

        told["StateUpdatedTimestamp"] = Timestamps.Iso(alarm.State.Updated);
        told["StateTransitionedTimestamp"] = Timestamps.Iso(alarm.State.Transitioned);
        return told;
    }
}
