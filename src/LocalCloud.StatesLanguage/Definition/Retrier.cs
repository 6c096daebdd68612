namespace LocalCloud.StatesLanguage.Definition;

/// <summary>One entry of <c>Retry</c>; its defaults are the language's.</summary>
public sealed record Retrier
{
    public required IReadOnlyList<string> ErrorEquals { get; init; }

    public int IntervalSeconds { get; init; } = 1;

    public int MaxAttempts { get; init; } = 3;

    public double BackoffRate { get; init; } = 2.0;

    public int? MaxDelaySeconds { get; init; }

    /// <summary><c>JitterStrategy</c> FULL: the delay is drawn evenly between zero and its computed length.</summary>
    public bool FullJitter { get; init; }
}
