namespace LocalCloud.S3;

/// <summary>One page of ListObjectVersions.</summary>
public sealed record ListObjectVersionsRequest
{
    public required KeySelection Keys { get; init; }

    public string KeyMarker { get; init; } = "";

    public string VersionIdMarker { get; init; } = "";
}

/// <summary>A page of versions and delete markers in key order, newest first; markers are null on the last page.</summary>
public sealed record ListObjectVersionsResult(
    IReadOnlyList<ListedVersion> Versions, IReadOnlyList<string> CommonPrefixes, string? NextKeyMarker, string? NextVersionIdMarker);

/// <summary>A version or delete marker in a listing.</summary>
public sealed record ListedVersion(string Key, ObjectVersion Version, bool IsLatest);
