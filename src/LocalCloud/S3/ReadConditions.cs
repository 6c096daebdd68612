namespace LocalCloud.S3;

/// <summary>The conditions under which a reader wants an object; dates have whole seconds, as HTTP has them.</summary>
public sealed record ReadConditions
{
    public static readonly ReadConditions None = new();

    public string? IfMatch { get; init; }

    public string? IfNoneMatch { get; init; }

    public DateTimeOffset? IfModifiedSince { get; init; }

    public DateTimeOffset? IfUnmodifiedSince { get; init; }

    /// <summary>The first condition that <paramref name="version"/> fails, or null. RFC 9110: the ETag conditions outrank the dates.</summary>
    internal FailedCondition? FirstFailed(ObjectVersion version, DateTimeOffset now)
    {
        var modified = DateTimeOffset.FromUnixTimeSeconds(version.LastModified.ToUnixTimeSeconds());
        if (IfMatch is not null && !Matches(IfMatch, version))
        {
            return new("If-Match", NotModified: false);
        }

        if (IfMatch is null && IfUnmodifiedSince < modified)
        {
            return new("If-Unmodified-Since", NotModified: false);
        }

        if (IfNoneMatch is not null && Matches(IfNoneMatch, version))
        {
            return new("If-None-Match", NotModified: true);
        }

        // A date in the future is ignored.
        return IfNoneMatch is null && IfModifiedSince >= modified && IfModifiedSince <= now
            ? new("If-Modified-Since", NotModified: true)
            : null;
    }

    private static bool Matches(string condition, ObjectVersion version) =>
        condition.Split(',').Select(tag => tag.Trim()).Any(tag => tag == "*" || tag.Trim('"') == version.ETag);

    internal sealed record FailedCondition(string Name, bool NotModified);
}
