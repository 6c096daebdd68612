using System.Text.Json.Nodes;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>An alarm as it is on disk: what it was put with, and where it stands.</summary>
internal sealed record Alarm
{
    public const string Ok = "OK";
    public const string Alarming = "ALARM";
    public const string Unknown = "INSUFFICIENT_DATA";

    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required bool IsComposite { get; init; }

    /// <summary>The members of PutMetricAlarm or PutCompositeAlarm but for the tags.</summary>
    public required JsonObject Configuration { get; init; }

    public required DateTimeOffset ConfigurationUpdated { get; init; }

    public required AlarmState State { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The instant, in Unix seconds, that the alarm was last evaluated at.</summary>
    public long EvaluatedTo { get; init; }

    /// <summary>When it is to be evaluated next, as far as was known when it was written down; null when only data can change it.</summary>
    public long? Due { get; init; }

    public string Type => IsComposite ? "CompositeAlarm" : "MetricAlarm";

    public bool ActionsEnabled => Configuration[nameof(ActionsEnabled)]?.ToString() is not "false";

    public string? Description => Configuration.TextOrNull("AlarmDescription");

    /// <summary>The targets of its actions in a state.</summary>
    public IEnumerable<string> Actions(string state)
    {
        var member = state switch { Ok => "OKActions", Alarming => "AlarmActions", _ => "InsufficientDataActions" };
        return (Configuration[member] as JsonArray ?? []).Select(target => target!.ToString());
    }
}

/// <summary>A state with its reason in words and in JSON, and since when it is told and held.</summary>
internal sealed record AlarmState(string Value, string Reason, string? ReasonData, DateTimeOffset Updated, DateTimeOffset Transitioned);
