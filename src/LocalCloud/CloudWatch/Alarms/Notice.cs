using System.Text.Json.Nodes;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>
/// Something that a change of state sets going and that is on disk until it is done: an event for the default bus (no
/// <see cref="Target"/>), a message for a topic, or an invocation of a function.
/// </summary>
internal sealed record Notice
{
    public required string AlarmName { get; init; }

    public required string AlarmArn { get; init; }

    public required bool IsComposite { get; init; }

    /// <summary>The ARN of the topic or function; null for an event.</summary>
    public string? Target { get; init; }

    /// <summary>A message's subject, an event's detail type.</summary>
    public string Title { get; init; } = "";

    public required JsonObject Body { get; init; }
}
