using System.Text;

namespace LocalCloud.S3;

/// <summary>ListObjectsV2, ListObjects and ListObjectVersions.</summary>
internal sealed class ObjectLister(S3Parts parts)
{
    // Tells a token of ours from text that happens to be base64.
    private const string TokenMark = "after:";

    public ListObjectsResult List(S3Caller caller, ListObjectsRequest request)
    {
        var bucket = parts.Buckets.Require(request.Keys.Bucket);
        Demand(caller, bucket, "s3:ListBucket", request.Keys);
        var after = request.ContinuationToken is { } token ? FromToken(token) : request.StartAfter;
        var contents = new List<ListedObject>();
        var prefixes = new List<string>();
        if (request.Keys.MaxKeys == 0)
        {
            return new(contents, prefixes, null);
        }

        foreach (var entry in Entries(request.Keys, after))
        {
            if (entry.Object is { } stored && stored.Versions[0].IsDeleteMarker)
            {
                continue;
            }

            if (contents.Count + prefixes.Count == request.Keys.MaxKeys)
            {
                return new(contents, prefixes, ToToken(after)) { NextMarker = after };
            }

            after = entry.Name;
            if (entry.Object is null)
            {
                prefixes.Add(entry.Name);
            }
            else
            {
                contents.Add(new(entry.Name, entry.Object.Versions[0]));
            }
        }

        return new(contents, prefixes, null);
    }

    public ListObjectVersionsResult ListVersions(S3Caller caller, ListObjectVersionsRequest request)
    {
        var bucket = parts.Buckets.Require(request.Keys.Bucket);
        Demand(caller, bucket, "s3:ListBucketVersions", request.Keys);
        var page = new VersionPage(request.Keys.MaxKeys);
        if (request.VersionIdMarker.Length > 0 && parts.Objects.Find(bucket.Name, request.KeyMarker) is { } resumed
            && !page.Add(resumed, After(resumed, request.VersionIdMarker)))
        {
            return page.Result();
        }

        foreach (var entry in Entries(request.Keys, request.KeyMarker, markers: true))
        {
            if (!(entry.Object is { } stored ? page.Add(stored, 0) : page.AddPrefix(entry.Name)))
            {
                break;
            }
        }

        return page.Result();
    }

    private static int After(StoredObject stored, string versionId)
    {
        if (!VersionIds.IsValid(versionId))
        {
            throw S3Errors.InvalidArgument("version-id-marker", versionId, "Invalid version id specified");
        }

        var index = stored.Versions.ToList().FindIndex(version => version.VersionId == versionId);
        if (index >= 0)
        {
            return index + 1;
        }

        // The marker's version may have been deleted since: go on with the first older one.
        var sequence = versionId == VersionIds.Null ? 0 : VersionIds.SequenceOf(versionId);
        return stored.Versions.Count(version => version.Sequence > sequence);
    }

    private static string ToToken(string after) => Convert.ToBase64String(Encoding.UTF8.GetBytes(TokenMark + after));

    private static string FromToken(string token)
    {
        var bytes = new byte[token.Length];
        if (Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length) is var text && text.StartsWith(TokenMark, StringComparison.Ordinal))
        {
            return text[TokenMark.Length..];
        }

        throw new Api.AwsException("InvalidArgument", 400, "The continuation token provided is incorrect")
        {
            Details = new Dictionary<string, string> { ["ArgumentName"] = "continuation-token" },
        };
    }

    private void Demand(S3Caller caller, Bucket bucket, string action, KeySelection keys) =>
        parts.Access.DemandBucket(caller, bucket, action,
            ("s3:prefix", keys.Prefix), ("s3:delimiter", keys.Delimiter.Length == 0 ? null : keys.Delimiter), ("s3:max-keys", $"{keys.MaxKeys}"));

    private IEnumerable<Entry> Entries(KeySelection keys, string after, bool markers = false)
    {
        const int pageSize = 500;
        var (prefix, delimiter) = (keys.Prefix, keys.Delimiter);
        var position = Position(prefix, delimiter, after, markers);
        for (; ; )
        {
            var page = parts.Objects.Page(keys.Bucket, prefix, position, pageSize);
            string? passed = null;
            foreach (var stored in page)
            {
                position = stored.Key;
                var common = CommonPrefix(stored.Key, prefix, delimiter);
                if (common is null)
                {
                    yield return new(stored.Key, stored);
                }
                else if (markers || !stored.Versions[0].IsDeleteMarker)
                {
                    // A prefix under which everything is deleted is no prefix of a plain listing.
                    yield return new(common, null);
                    passed = common;
                    break;
                }
            }

            if (passed is null && page.Count < pageSize)
            {
                yield break;
            }

            position = passed is null ? position : Past(passed);
        }
    }

    private static string Past(string commonPrefix) => commonPrefix + char.ConvertFromUtf32(0x10FFFF);

    // Resuming after a common prefix means after everything under it; a version listing's key marker even when it is a key inside.
    private static string Position(string prefix, string delimiter, string after, bool markers) =>
        after.StartsWith(prefix, StringComparison.Ordinal) && CommonPrefix(after, prefix, delimiter) is { } common && (markers || common == after)
            ? Past(common)
            : after;

    private static string? CommonPrefix(string key, string prefix, string delimiter)
    {
        var end = delimiter.Length == 0 ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + delimiter.Length)];
    }

    private sealed record Entry(string Name, StoredObject? Object);
}
