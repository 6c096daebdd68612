using System.Text.Json.Nodes;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>Why a composite alarm is in a state.</summary>
internal static class CompositeReason
{
    /// <summary>Stands in the words for the state that the rule evaluates to.</summary>
    public const string Outcome = "{outcome}";

    /// <summary>The alarm itself was created or updated.</summary>
    public static (string Words, string Data) Put(Alarm composite, string verb, IEnumerable<Alarm> children) =>
        ($"{composite.Arn} was {verb} and its alarm rule evaluates to {Outcome}", Data(children));

    public static (string Words, string Data) Child(Alarm child, DateTimeOffset at) =>
        ($"{child.Arn} transitioned to {child.State.Value} at {JavaText.LongTime(at)}", Data([child]));

    private static string Data(IEnumerable<Alarm> alarms) => JavaText.Json(new JsonObject
    {
        ["triggeringAlarms"] = new JsonArray([.. alarms.Select(alarm => new JsonObject
        {
            ["arn"] = alarm.Arn,
            ["state"] = new JsonObject { ["value"] = alarm.State.Value, ["timestamp"] = JavaText.Time(alarm.State.Updated) },
        })]),
    });
}
