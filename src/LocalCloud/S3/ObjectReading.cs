namespace LocalCloud.S3;

/// <summary>
/// The answer to a reader: the version, whether the reader already has it, and the bytes asked for. The content is opened
/// on demand, so that a HEAD costs no file.
/// </summary>
public sealed class ObjectReading(Bucket bucket, ObjectVersion version, ByteRange? range, Func<Stream> open)
{
    public ObjectVersion Version { get; } = version;

    /// <summary>Null in answers about buckets that never kept versions.</summary>
    public string? VersionId { get; } = bucket.Versioning is null ? null : version.VersionId;

    /// <summary>Null for the whole object.</summary>
    public ByteRange? Range { get; } = range;

    /// <summary>True when a condition says that the reader already has this version (HTTP 304).</summary>
    public bool NotModified { get; init; }

    public long ContentLength => Range?.Length ?? Version.Size;

    /// <summary>The whole content, or of a range the part of it; the caller disposes it.</summary>
    public Stream OpenRead()
    {
        var content = open();
        if (Range is null)
        {
            return content;
        }

        content.Seek(Range.First, SeekOrigin.Begin);
        return new BoundedStream(content, Range.Length);
    }
}
