namespace LocalCloud.S3;

/// <summary>What a writer says about an object beside its content, and gets back with it.</summary>
public sealed record ObjectHeaders
{
    public string ContentType { get; init; } = "binary/octet-stream";

    /// <summary>Cache-Control, Content-Disposition, Content-Encoding, Content-Language, Expires; as given.</summary>
    public IReadOnlyDictionary<string, string> System { get; init; } = new Dictionary<string, string>();

    /// <summary>User metadata by lower-case name, without <c>x-amz-meta-</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary><c>AES256</c> or <c>aws:kms</c>: recorded and told, not performed.</summary>
    public string ServerSideEncryption { get; init; } = "AES256";

    public string? KmsKeyId { get; init; }
}
