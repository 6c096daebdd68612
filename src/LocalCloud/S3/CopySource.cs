namespace LocalCloud.S3;

/// <summary>The <c>x-amz-copy-source</c> of a copy: <c>bucket/key</c>, percent-encoded, with an optional <c>?versionId=</c>.</summary>
public sealed record CopySource(string Bucket, string Key, string? VersionId)
{
    public static CopySource Parse(string text)
    {
        const string marker = "?versionId=";
        var split = text.IndexOf(marker, StringComparison.Ordinal);
        var (path, version) = split < 0 ? (text, null) : (text[..split], text[(split + marker.Length)..]);
        var decoded = Uri.UnescapeDataString(path).TrimStart('/');
        var slash = decoded.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < decoded.Length - 1
            ? new(decoded[..slash], decoded[(slash + 1)..], version)
            : throw S3Errors.InvalidArgument("x-amz-copy-source", text,
                "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
    }
}
