namespace LocalCloud.S3;

/// <summary>The conditions under which a write may replace what a key holds.</summary>
public sealed record WriteConditions
{
    public static readonly WriteConditions None = new();

    /// <summary>ETag, quoted or not, that the current version must have.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Only <c>*</c>: the key must hold nothing.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>When set, the sequence number at which the writer began: a newer write of the key is a conflict.</summary>
    internal long? StartedAt { get; init; }

    internal void Validate()
    {
        if (IfMatch is not null && IfNoneMatch is not null)
        {
            throw S3Errors.HeaderNotImplemented("If-Match,If-None-Match", "Multiple conditional request headers present in the request");
        }

        if (IfNoneMatch is not null and not "*")
        {
            throw S3Errors.HeaderNotImplemented("If-None-Match", "We don't accept the provided value of If-None-Match header for this API");
        }
    }

    /// <summary>Throws unless a write over <paramref name="current"/> (null: the key holds nothing) is wanted.</summary>
    internal void Check(string key, ObjectVersion? current)
    {
        var exists = current is { IsDeleteMarker: false };
        if (IfNoneMatch is not null)
        {
            CheckAbsent(key, current, exists);
        }

        if (IfMatch is null)
        {
            return;
        }

        if (!exists)
        {
            throw S3Errors.NoSuchKey(key);
        }

        if (StartedAt < current!.Sequence)
        {
            throw S3Errors.ConditionalRequestConflict("If-Match", key);
        }

        if (IfMatch != "*" && IfMatch.Trim('"') != current.ETag)
        {
            throw S3Errors.PreconditionFailed("If-Match");
        }
    }

    private void CheckAbsent(string key, ObjectVersion? current, bool exists)
    {
        if (exists)
        {
            throw S3Errors.PreconditionFailed("If-None-Match");
        }

        if (current is not null && StartedAt < current.Sequence)
        {
            throw S3Errors.ConditionalRequestConflict("If-None-Match", key);
        }
    }
}
