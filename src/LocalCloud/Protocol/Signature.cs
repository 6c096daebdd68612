namespace LocalCloud.Protocol;

/// <summary>The Signature Version 4 of a request as it claims to be signed; nothing in it is verified yet.</summary>
public sealed record Signature
{
    public required string AccessKeyId { get; init; }

    /// <summary>Of the credential scope, <c>yyyyMMdd</c>.</summary>
    public required string Date { get; init; }

    public required string Region { get; init; }

    /// <summary>The signing name of the service, such as <c>states</c>.</summary>
    public required string Service { get; init; }

    public required IReadOnlyList<string> SignedHeaders { get; init; }

    public required string Value { get; init; }

    /// <summary>When it was signed, as sent: <c>yyyyMMddTHHmmssZ</c>.</summary>
    public required string Timestamp { get; init; }

    public string? SessionToken { get; init; }

    /// <summary>Set on presigned URLs only.</summary>
    public TimeSpan? Expires { get; init; }

    public bool IsPresigned => Expires is not null;

    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";
}
