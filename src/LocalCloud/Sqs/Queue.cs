using System.Text.Json.Nodes;

namespace LocalCloud.Sqs;

/// <summary>A standard queue: its name and the attributes that were set; the rest have SQS's defaults.</summary>
public sealed record Queue
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; init; }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    public string? Policy() => Attributes.TryGetValue("Policy", out var policy) ? policy : null;

    /// <summary>A duration attribute, in seconds.</summary>
    public TimeSpan Seconds(string name) => TimeSpan.FromSeconds(QueueAttributes.Number(this, name));

    /// <summary>Where messages go that were received too often; null without a redrive policy.</summary>
    public (string Arn, int MaxReceiveCount)? Redrive() =>
        Attributes.TryGetValue("RedrivePolicy", out var text) && JsonNode.Parse(text) is JsonObject policy
            ? (policy["deadLetterTargetArn"]!.ToString(), int.Parse(policy["maxReceiveCount"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture))
            : null;
}
