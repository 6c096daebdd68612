using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace Clients.Support;

using Operation = Func<AmazonS3Client, JsonObject, CancellationToken, Task<JsonNode?>>;

/// <summary>The operations of the steps as AWSSDK.S3 has them, from and to JSON with the member names of S3's model.</summary>
internal static class NetOperations
{
    private const int Part = 5 * 1024 * 1024;
    private const string MetadataPrefix = "x-amz-meta-";

    public static IReadOnlyDictionary<string, Operation> All { get; } = new Dictionary<string, Operation>
    {
        ["ListBuckets"] = async (s3, _, token) => Members("Buckets", (await s3.ListBucketsAsync(token)).Buckets, "Name", bucket => bucket.BucketName),
        ["PutObject"] = PutAsync,
        ["GetObject"] = GetAsync,
        ["HeadObject"] = HeadAsync,
        ["ListObjects"] = ListAsync,
        ["ListObjectVersions"] = async (s3, input, token) =>
            Members("Versions", (await s3.ListVersionsAsync(new ListVersionsRequest { BucketName = Bucket(input), Prefix = Text(input, "Prefix") }, token)).Versions, "Key", version => version.Key),
        ["GetObjectAttributes"] = AttributesAsync,
        ["PutObjectTagging"] = PutTagsAsync,
        ["GetObjectTagging"] = GetTagsAsync,
        ["DeleteObjectTagging"] = async (s3, input, token) =>
        {
            await s3.DeleteObjectTaggingAsync(new DeleteObjectTaggingRequest { BucketName = Bucket(input), Key = Key(input) }, token);
            return null;
        },
        ["CopyObject"] = async (s3, input, token) =>
        {
            var source = Text(input, "CopySource")!.Split('/', 2);
            await s3.CopyObjectAsync(source[0], source[1], Bucket(input), Key(input), token);
            return null;
        },
        ["DeleteObjects"] = DeleteAsync,
        ["PutBucketWebsite"] = async (s3, input, token) =>
        {
            await s3.PutBucketWebsiteAsync(Bucket(input), new WebsiteConfiguration { IndexDocumentSuffix = "index.html" }, token);
            return null;
        },
        ["presignGetObject"] = (s3, input, _) => PresignAsync(s3, input, HttpVerb.GET),
        ["presignPutObject"] = (s3, input, _) => PresignAsync(s3, input, HttpVerb.PUT),
        ["keysByPage"] = KeysAsync,
        ["uploadInParts"] = UploadAsync,
    };

    private static async Task<JsonNode?> PutAsync(AmazonS3Client s3, JsonObject input, CancellationToken token)
    {
        var put = new PutObjectRequest
        {
            BucketName = Bucket(input),
            Key = Key(input),
            ContentBody = Text(input, "Body") ?? "",
            ContentType = Text(input, "ContentType"),
            IfNoneMatch = Text(input, "IfNoneMatch"),
        };
        foreach (var (name, value) in input["Metadata"]?.AsObject() ?? [])
        {
            put.Metadata[name] = (string?)value;
        }

        return new JsonObject { ["ETag"] = (await s3.PutObjectAsync(put, token)).ETag };
    }

    private static async Task<JsonNode?> GetAsync(AmazonS3Client s3, JsonObject input, CancellationToken token)
    {
        var range = Text(input, "Range") is { } text ? new ByteRange(text) : null;
        using var got = await s3.GetObjectAsync(new GetObjectRequest { BucketName = Bucket(input), Key = Key(input), ByteRange = range }, token);
        using var reader = new StreamReader(got.ResponseStream);
        return new JsonObject { ["Body"] = await reader.ReadToEndAsync(token), ["ContentRange"] = got.ContentRange };
    }

    private static async Task<JsonNode?> HeadAsync(AmazonS3Client s3, JsonObject input, CancellationToken token)
    {
        var head = await s3.GetObjectMetadataAsync(Bucket(input), Key(input), token);
        var metadata = head.Metadata.Keys.Select(name => KeyValuePair.Create(name[MetadataPrefix.Length..], (JsonNode?)head.Metadata[name]));
        return new JsonObject { ["ContentLength"] = head.ContentLength, ["ContentType"] = head.Headers.ContentType, ["Metadata"] = new JsonObject(metadata) };
    }

    private static async Task<JsonNode?> ListAsync(AmazonS3Client s3, JsonObject input, CancellationToken token)
    {
        var listed = await s3.ListObjectsAsync(
            new ListObjectsRequest
            {
                BucketName = Bucket(input),
                Prefix = Text(input, "Prefix"),
                Delimiter = Text(input, "Delimiter"),
                Marker = Text(input, "Marker"),
                MaxKeys = (int?)input["MaxKeys"] ?? 1000,
            },
            token);
        var answer = Members("Contents", listed.S3Objects, "Key", item => item.Key);
        answer["IsTruncated"] = listed.IsTruncated;
        answer["CommonPrefixes"] = Array(listed.CommonPrefixes, prefix => new JsonObject { ["Prefix"] = prefix });
        return answer;
    }

    private static async Task<JsonNode?> AttributesAsync(AmazonS3Client s3, JsonObject input, CancellationToken token)
    {
        var names = input["ObjectAttributes"]!.AsArray().Select(name => new ObjectAttributes((string)name!));
        var found = await s3.GetObjectAttributesAsync(new GetObjectAttributesRequest { BucketName = Bucket(input), Key = Key(input), ObjectAttributes = [.. names] }, token);
        return new JsonObject { ["ObjectSize"] = found.ObjectSize, ["ETag"] = found.ETag, ["StorageClass"] = found.StorageClass?.Value };
    }

    private static async Task<JsonNode?> PutTagsAsync(AmazonS3Client s3, JsonObject input, CancellationToken token)
    {
        var tags = input["Tagging"]!["TagSet"]!.AsArray().Select(tag => new Tag { Key = (string)tag!["Key"]!, Value = (string)tag["Value"]! });
        await s3.PutObjectTaggingAsync(new PutObjectTaggingRequest { BucketName = Bucket(input), Key = Key(input), Tagging = new Tagging { TagSet = [.. tags] } }, token);
        return null;
    }

    private static async Task<JsonNode?> GetTagsAsync(AmazonS3Client s3, JsonObject input, CancellationToken token)
    {
        var tags = await s3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = Bucket(input), Key = Key(input) }, token);
        return new JsonObject { ["TagSet"] = Array(tags.Tagging, tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value }) };
    }

    private static async Task<JsonNode?> DeleteAsync(AmazonS3Client s3, JsonObject input, CancellationToken token)
    {
        var named = input["Delete"]!["Objects"]!.AsArray().Select(item => new KeyVersion { Key = (string)item!["Key"]! });
        var deleted = await s3.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = Bucket(input), Objects = [.. named] }, token);
        return Members("Deleted", deleted.DeletedObjects, "Key", item => item.Key);
    }

    private static async Task<JsonNode?> PresignAsync(AmazonS3Client s3, JsonObject input, HttpVerb verb) => await s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
    {
        BucketName = Bucket(input),
        Key = Key(input),
        Verb = verb,
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1),
        Protocol = Protocol.HTTP,
    });

    private static async Task<JsonNode?> KeysAsync(AmazonS3Client s3, JsonObject input, CancellationToken token)
    {
        var keys = new JsonArray();
        var pages = s3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = Bucket(input), Prefix = Text(input, "Prefix"), MaxKeys = 2 });
        await foreach (var item in pages.S3Objects.WithCancellation(token))
        {
            keys.Add((JsonNode?)item.Key);
        }

        return keys;
    }

    private static async Task<JsonNode?> UploadAsync(AmazonS3Client s3, JsonObject input, CancellationToken token)
    {
        using var transfer = new TransferUtility(s3, new TransferUtilityConfig { MinSizeBeforePartUpload = Part });
        using var content = new MemoryStream([.. Enumerable.Repeat((byte)'x', (int)input["Size"]!)]);
        await transfer.UploadAsync(new TransferUtilityUploadRequest { BucketName = Bucket(input), Key = Key(input), InputStream = content, PartSize = Part }, token);
        return null;
    }

    private static string? Bucket(JsonObject input) => Text(input, "Bucket");

    private static string? Key(JsonObject input) => Text(input, "Key");

    private static string? Text(JsonObject input, string name) => (string?)input[name];

    private static JsonObject Members<T>(string member, IEnumerable<T>? items, string name, Func<T, string> value) =>
        new() { [member] = Array(items, item => new JsonObject { [name] = value(item) }) };

    private static JsonArray Array<T>(IEnumerable<T>? items, Func<T, JsonObject> shape) => new([.. (items ?? []).Select(shape)]);
}
