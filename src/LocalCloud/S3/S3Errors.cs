using LocalCloud.Api;

namespace LocalCloud.S3;

/// <summary>S3's errors, with the messages and the extra elements that the service sends.</summary>
internal static class S3Errors
{
    public static AwsException NoSuchBucket(string bucket) =>
        With("NoSuchBucket", 404, "The specified bucket does not exist", ("BucketName", bucket));

    public static AwsException NoSuchKey(string key) =>
        With("NoSuchKey", 404, "The specified key does not exist.", ("Key", key));

    public static AwsException CurrentIsDeleteMarker(string key, string versionId) =>
        With("NoSuchKey", 404, "The specified key does not exist.", ("Key", key), ("x-amz-delete-marker", "true"), ("x-amz-version-id", versionId));

    public static AwsException NoSuchVersion(string key, string versionId) =>
        With("NoSuchVersion", 404, "The specified version does not exist.", ("Key", key), ("VersionId", versionId));

    public static AwsException MethodNotAllowedOnDeleteMarker(string method, string versionId) =>
        With("MethodNotAllowed", 405, "The specified method is not allowed against this resource.",
            ("Method", method), ("ResourceType", "DeleteMarker"), ("x-amz-delete-marker", "true"), ("x-amz-version-id", versionId));

    public static AwsException NoSuchUpload(string uploadId) =>
        With("NoSuchUpload", 404,
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
            ("UploadId", uploadId));

    public static AwsException AccessDenied(string message) => new("AccessDenied", 403, message);

    public static AwsException PreconditionFailed(string condition) =>
        With("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold", ("Condition", condition));

    public static AwsException ConditionalRequestConflict(string condition, string key) =>
        With("ConditionalRequestConflict", 409,
            "The conditional request cannot succeed due to a conflicting operation against this resource.",
            ("Condition", condition), ("Key", key));

    public static AwsException InvalidArgument(string name, string value, string message) =>
        With("InvalidArgument", 400, message, ("ArgumentName", name), ("ArgumentValue", value));

    public static AwsException InvalidRequest(string message) => new("InvalidRequest", 400, message);

    public static AwsException BadDigest(string message) => new("BadDigest", 400, message);

    public static AwsException MalformedXml() =>
        new("MalformedXML", 400, "The XML you provided was not well-formed or did not validate against our published schema");

    public static AwsException HeaderNotImplemented(string header, string? additionalMessage = null)
    {
        const string message = "A header you provided implies functionality that is not implemented";
        return additionalMessage is null
            ? With("NotImplemented", 501, message, ("Header", header))
            : With("NotImplemented", 501, message, ("Header", header), ("additionalMessage", additionalMessage));
    }

    public static AwsException DiskFull(string folder) =>
        new("ServiceUnavailable", 503, $"No space is left on the disk that holds {folder}; nothing was stored. Free some space and try again.");

    private static AwsException With(string code, int status, string message, params (string Name, string Value)[] details) =>
        new(code, status, message) { Details = details.ToDictionary(detail => detail.Name, detail => detail.Value) };
}
