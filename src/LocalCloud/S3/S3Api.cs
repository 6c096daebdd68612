using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.S3.Checksums;

namespace LocalCloud.S3;

/// <summary>
/// S3 as an <see cref="ApiService"/> for callers inside, such as a state machine's SDK integration: bodies are text.
/// IAM is asked by the engine itself, which knows the buckets' policies.
/// </summary>
public sealed class S3Api(S3Engine s3)
{
    // What a state machine can carry anyway is 256 KiB; this only keeps a mistake from filling the memory.
    private const long LargestBody = 8 * 1024 * 1024;

    public ApiService Service() => new("s3",
    [
        Operation("GetObject", GetObjectAsync),
        Operation("HeadObject", (input, caller, _) => Task.FromResult(Describe(s3.HeadObject(caller, Read(input))))),
        Operation("PutObject", PutObjectAsync),
        Operation("CopyObject", CopyObjectAsync),
        Operation("DeleteObject", DeleteObjectAsync),
        Operation("ListObjectsV2", (input, caller, _) => Task.FromResult(List(input, caller))),
    ]);

    private static ApiOperation Operation(string name, Func<JsonObject, S3Caller, CancellationToken, Task<JsonObject>> handle) =>
        new(name,
            (input, context, cancellationToken) =>
                handle(input, new S3Caller(context.Principal) { RequestId = context.RequestId }, cancellationToken),
            (_, _) => []);

    private static string Required(JsonObject input, string member) =>
        Optional(input, member) ?? throw AwsException.Validation($"Missing required member '{member}'.");

    private static string? Optional(JsonObject input, string member) => input[member]?.ToString();

    private static GetObjectRequest Read(JsonObject input) => new()
    {
        Bucket = Required(input, "Bucket"),
        Key = Required(input, "Key"),
        VersionId = Optional(input, "VersionId"),
        Range = Optional(input, "Range"),
        Conditions = new() { IfMatch = Optional(input, "IfMatch"), IfNoneMatch = Optional(input, "IfNoneMatch") },
    };

    private static ObjectHeaders Headers(JsonObject input) => new()
    {
        ContentType = Optional(input, "ContentType") ?? "binary/octet-stream",
        Metadata = (input["Metadata"] as JsonObject ?? [])
            .ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => pair.Value?.ToString() ?? ""),
    };

    private static WriteConditions Conditions(JsonObject input) =>
        new() { IfMatch = Optional(input, "IfMatch"), IfNoneMatch = Optional(input, "IfNoneMatch") };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static JsonObject Describe(ObjectReading reading)
    {
        var version = reading.Version;
        var output = new JsonObject
        {
            ["AcceptRanges"] = "bytes",
            ["ContentLength"] = reading.ContentLength,
            ["ContentType"] = version.Headers.ContentType,
            ["ETag"] = version.QuotedETag,
            ["LastModified"] = Time(version.LastModified),
            ["Metadata"] = new JsonObject(version.Headers.Metadata.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value))),
            ["ServerSideEncryption"] = version.Headers.ServerSideEncryption,
        };
        if (reading.VersionId is not null)
        {
            output["VersionId"] = reading.VersionId;
        }

        return output;
    }

    private async Task<JsonObject> GetObjectAsync(JsonObject input, S3Caller caller, CancellationToken cancellationToken)
    {
        var reading = s3.GetObject(caller, Read(input));
        if (reading.NotModified)
        {
            throw new AwsException("NotModified", 304, "Not Modified");
        }

        if (reading.ContentLength > LargestBody)
        {
            throw AwsException.Validation($"The object has {reading.ContentLength} bytes; at most {LargestBody} can be passed as text. Pass its key instead.");
        }

        using var reader = new StreamReader(reading.OpenRead(), Encoding.UTF8);
        var output = Describe(reading);
        output["Body"] = await reader.ReadToEndAsync(cancellationToken);
        return output;
    }

    private async Task<JsonObject> PutObjectAsync(JsonObject input, S3Caller caller, CancellationToken cancellationToken)
    {
        // A state machine may pass an object or array as Body: what is stored is its JSON.
        var body = input["Body"] switch
        {
            null => "",
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            var node => node.ToJsonString(),
        };
        await using var content = new MemoryStream(Encoding.UTF8.GetBytes(body));
        var request = new PutObjectRequest
        {
            Bucket = Required(input, "Bucket"),
            Key = Required(input, "Key"),
            Body = content,
            Headers = Headers(input),
            Conditions = Conditions(input),
        };
        var version = await s3.PutObjectAsync(caller, request, cancellationToken);
        return Written(version, new JsonObject { ["ETag"] = version.QuotedETag });
    }

    private async Task<JsonObject> CopyObjectAsync(JsonObject input, S3Caller caller, CancellationToken cancellationToken)
    {
        var source = CopySource.Parse(Required(input, "CopySource"));
        var result = await s3.CopyObjectAsync(caller, new()
        {
            SourceBucket = source.Bucket,
            SourceKey = source.Key,
            SourceVersionId = source.VersionId,
            Bucket = Required(input, "Bucket"),
            Key = Required(input, "Key"),
            ReplacedHeaders = Optional(input, "MetadataDirective") == "REPLACE" ? Headers(input) : null,
            ChecksumAlgorithm = Optional(input, "ChecksumAlgorithm") is { } algorithm ? Enum.Parse<ChecksumAlgorithm>(algorithm) : null,
            Conditions = Conditions(input),
        }, cancellationToken);
        var output = new JsonObject
        {
            ["CopyObjectResult"] = new JsonObject
            {
                ["ETag"] = result.Version.QuotedETag,
                ["LastModified"] = Time(result.Version.LastModified),
            },
        };
        return Written(result.Version, output);
    }

    private async Task<JsonObject> DeleteObjectAsync(JsonObject input, S3Caller caller, CancellationToken cancellationToken)
    {
        var result = await s3.DeleteObjectAsync(caller, new()
        {
            Bucket = Required(input, "Bucket"),
            Key = Required(input, "Key"),
            VersionId = Optional(input, "VersionId"),
            IfMatch = Optional(input, "IfMatch"),
        }, cancellationToken);
        var output = new JsonObject();
        if (result.VersionId is not null)
        {
            output["VersionId"] = result.VersionId;
        }

        if (result.DeleteMarker)
        {
            output["DeleteMarker"] = true;
        }

        return output;
    }

    private JsonObject List(JsonObject input, S3Caller caller)
    {
        var request = new ListObjectsRequest
        {
            Keys = new()
            {
                Bucket = Required(input, "Bucket"),
                Prefix = Optional(input, "Prefix") ?? "",
                Delimiter = Optional(input, "Delimiter") ?? "",
                MaxKeys = input["MaxKeys"]?.GetValue<int>() ?? 1000,
            },
            StartAfter = Optional(input, "StartAfter") ?? "",
            ContinuationToken = Optional(input, "ContinuationToken"),
        };
        var page = s3.ListObjects(caller, request);
        var output = new JsonObject
        {
            ["Name"] = request.Keys.Bucket,
            ["Prefix"] = request.Keys.Prefix,
            ["MaxKeys"] = request.Keys.MaxKeys,
            ["KeyCount"] = page.Contents.Count + page.CommonPrefixes.Count,
            ["IsTruncated"] = page.NextContinuationToken is not null,
            ["Contents"] = new JsonArray([.. page.Contents.Select(Listed)]),
            ["CommonPrefixes"] = new JsonArray([.. page.CommonPrefixes.Select(prefix => new JsonObject { ["Prefix"] = prefix })]),
        };
        if (page.NextContinuationToken is not null)
        {
            output["NextContinuationToken"] = page.NextContinuationToken;
        }

        return output;
    }

    private static JsonObject Listed(ListedObject listed) => new()
    {
        ["Key"] = listed.Key,
        ["ETag"] = listed.Version.QuotedETag,
        ["Size"] = listed.Version.Size,
        ["LastModified"] = Time(listed.Version.LastModified),
        ["StorageClass"] = "STANDARD",
    };

    private static JsonObject Written(ObjectVersion version, JsonObject output)
    {
        output["ServerSideEncryption"] = version.Headers.ServerSideEncryption;
        if (version.VersionId != VersionIds.Null)
        {
            output["VersionId"] = version.VersionId;
        }

        if (version.Checksum is { } checksum)
        {
            output[checksum.MemberName] = checksum.Value;
            output["ChecksumType"] = checksum.Type.ToString();
        }

        return output;
    }
}
