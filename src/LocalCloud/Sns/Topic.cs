namespace LocalCloud.Sns;

/// <summary>A standard topic and the attributes that were set.</summary>
public sealed record Topic
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    public required string Policy { get; init; }
}

/// <summary>Who gets a topic's messages: an SQS queue or a Lambda function.</summary>
public sealed record Subscription
{
    public required string Arn { get; init; }

    public required string TopicArn { get; init; }

    /// <summary><c>sqs</c> or <c>lambda</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The queue's or the function's ARN.</summary>
    public required string Endpoint { get; init; }

    public bool RawMessageDelivery { get; init; }
}
