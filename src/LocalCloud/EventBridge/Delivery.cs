using System.Text.Json.Nodes;

namespace LocalCloud.EventBridge;

/// <summary>An event on its way to one target of one rule; on disk until it has arrived or is given up.</summary>
public sealed record Delivery
{
    /// <summary>Its key: grows in the order of acceptance.</summary>
    public required string Id { get; init; }

    public required string RuleArn { get; init; }

    public required string RuleName { get; init; }

    public required JsonObject Target { get; init; }

    /// <summary>The whole event, as JSON.</summary>
    public required string Event { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    public DateTimeOffset NotBefore { get; init; }

    /// <summary>How often delivery was tried and failed.</summary>
    public int Failures { get; init; }

    public string TargetArn => Target["Arn"]!.ToString();
}
