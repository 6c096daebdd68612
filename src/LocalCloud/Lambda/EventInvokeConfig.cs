namespace LocalCloud.Lambda;

/// <summary>How asynchronous invocations of a function are retried and where their records go (AWS::Lambda::EventInvokeConfig).</summary>
public sealed record EventInvokeConfig
{
    /// <summary>0 to 2.</summary>
    public int MaximumRetryAttempts { get; init; } = 2;

    /// <summary>Seconds, 60 to 21,600.</summary>
    public int MaximumEventAgeInSeconds { get; init; } = 21_600;

    /// <summary>ARN of a queue, topic, function or event bus.</summary>
    public string? OnFailure { get; init; }

    public string? OnSuccess { get; init; }
}
