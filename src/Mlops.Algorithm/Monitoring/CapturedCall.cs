namespace Mlops.Algorithm.Monitoring;

/// <summary>One request and its answer as SageMaker's data capture keeps them.</summary>
internal sealed record CapturedCall
{
    public string? EventId { get; init; }

    /// <summary>The id that the caller gave the request, else the one that SageMaker gave it: what a truth can name it by.</summary>
    public string? InferenceId { get; init; }

    public DateTimeOffset? Time { get; init; }

    public required CapturedBody? Input { get; init; }

    public required CapturedBody? Output { get; init; }
}

/// <summary>A body with the type that was observed.</summary>
internal sealed record CapturedBody(string? ContentType, byte[] Content);
