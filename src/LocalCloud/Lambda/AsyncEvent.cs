namespace LocalCloud.Lambda;

/// <summary>An asynchronous invocation that was accepted and has not reached its end yet.</summary>
internal sealed record AsyncEvent
{
    public required string RequestId { get; init; }

    public required string FunctionName { get; init; }

    public required string Payload { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Attempts that have failed so far.</summary>
    public int Failures { get; init; }

    /// <summary>Not to be tried before; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
