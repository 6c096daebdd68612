namespace LocalCloud.Models;

/// <summary>What a service's model says of its protocol.</summary>
public sealed record ServiceMetadata
{
    /// <summary><c>json</c>, <c>rest-json</c>, <c>rest-xml</c>, <c>query</c> or <c>smithy-rpc-v2-cbor</c>.</summary>
    public required string Protocol { get; init; }

    public string? JsonVersion { get; init; }

    public string? TargetPrefix { get; init; }

    /// <summary>The service's name in a SigV4 credential scope.</summary>
    public required string SigningName { get; init; }

    /// <summary>Namespace of the service's error shapes, such as <c>com.amazonaws.sfn</c>.</summary>
    public required string ShapeNamespace { get; init; }

    public string? XmlNamespace { get; init; }

    /// <summary>The service spoke the query protocol before, so clients look for its old error codes in a header.</summary>
    public bool IsQueryCompatible { get; init; }
}
