namespace LocalCloud.S3;

/// <summary>One page of ListObjectsV2, or of ListObjects, whose marker is <see cref="StartAfter"/>.</summary>
public sealed record ListObjectsRequest
{
    public required KeySelection Keys { get; init; }

    public string StartAfter { get; init; } = "";

    public string? ContinuationToken { get; init; }
}

/// <summary>A page of keys and common prefixes; <see cref="NextContinuationToken"/> is null on the last.</summary>
public sealed record ListObjectsResult(
    IReadOnlyList<ListedObject> Contents, IReadOnlyList<string> CommonPrefixes, string? NextContinuationToken)
{
    /// <summary>The last key or prefix of a page that another one follows.</summary>
    public string? NextMarker { get; init; }
}

/// <summary>A key and the version of it that a listing shows.</summary>
public sealed record ListedObject(string Key, ObjectVersion Version);
