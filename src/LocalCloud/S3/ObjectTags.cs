using LocalCloud.Api;

namespace LocalCloud.S3;

/// <summary>GetObjectTagging, PutObjectTagging and DeleteObjectTagging.</summary>
internal sealed class ObjectTags(S3Parts parts)
{
    private const int MostTags = 10;
    private const int LongestKey = 128;
    private const int LongestValue = 256;

    public ObjectVersion Get(S3Caller caller, string bucketName, string key, string? versionId)
    {
        var bucket = parts.Buckets.Require(bucketName);
        Demand(caller, bucket, key, "Get", versionId);
        return parts.Objects.RequireVersion(bucket, key, versionId, missing => parts.Access.Missing(caller, bucket, missing));
    }

    /// <summary>The version that has these tags from now on; no tags is what DeleteObjectTagging leaves.</summary>
    public ObjectVersion Put(S3Caller caller, string bucketName, string key, string? versionId, IReadOnlyDictionary<string, string> tags, string verb)
    {
        var bucket = parts.Buckets.Require(bucketName);
        Demand(caller, bucket, key, verb, versionId);
        Validate(tags);
        var version = parts.Objects.RequireVersion(bucket, key, versionId, missing => parts.Access.Missing(caller, bucket, missing));
        return parts.Objects.Replace(bucket, key, version.VersionId, found => found with { Tags = tags });
    }

    public static void Validate(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count > MostTags)
        {
            throw new AwsException("BadRequest", 400, "Object tags cannot be greater than 10");
        }

        if (tags.FirstOrDefault(tag => tag.Key.Length is 0 or > LongestKey).Key is { } key)
        {
            throw Invalid("The TagKey you have provided is invalid", key);
        }

        if (tags.FirstOrDefault(tag => tag.Value.Length > LongestValue) is { Key: not null } pair)
        {
            throw Invalid("The TagValue you have provided is invalid", pair.Key);
        }
    }

    private static AwsException Invalid(string message, string key) =>
        new("InvalidTag", 400, message) { Details = new Dictionary<string, string> { ["TagKey"] = key } };

    private void Demand(S3Caller caller, Bucket bucket, string key, string verb, string? versionId) => parts.Access.DemandObject(
        caller, bucket, key, versionId is null ? $"s3:{verb}ObjectTagging" : $"s3:{verb}ObjectVersionTagging", ("s3:VersionId", versionId));
}
