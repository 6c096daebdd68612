using System.Text.Json.Nodes;

namespace LocalCloud.EventBridge;

/// <summary>A rule of a bus with its targets.</summary>
public sealed record EventRule
{
    public required string Name { get; init; }

    public required string EventBusName { get; init; }

    public required string Arn { get; init; }

    public string? EventPattern { get; init; }

    public string? ScheduleExpression { get; init; }

    /// <summary>When the schedule fires next; null without one, while the rule is disabled, and when no instant is left.</summary>
    public DateTimeOffset? NextFire { get; init; }

    public string? Description { get; init; }

    public string? RoleArn { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>The targets as they were put, by id.</summary>
    public IReadOnlyDictionary<string, JsonObject> Targets { get; init; } = new Dictionary<string, JsonObject>();
}
