using System.Text.Json.Nodes;
using Amazon.Lambda.CloudWatchEvents;
using Amazon.Lambda.CloudWatchEvents.S3Events;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Aws.Tests.Lambda;

/// <summary>Every member of a real event that the type knows must come out of it unchanged.</summary>
public sealed class ConformanceEventsTests
{
    private static readonly string? Folder = Find();

    private static readonly SourceGeneratorLambdaJsonSerializer<EventJson> Serializer = new();

    public static TheoryData<string> EventBridge => Files("s3-eventbridge");

    public static TheoryData<string> Direct => Files("s3-legacy");

    public static TheoryData<string> Scheduled => Files("scheduled");

    [Theory]
    [MemberData(nameof(EventBridge))]
    public void EventBridgeEvent_OfS3_IsReadWhole(string file)
    {
        var json = Load("s3-eventbridge", file);
        switch ((string?)json["detail-type"])
        {
            case "Object Created":
                var created = AssertEnvelope<S3ObjectCreateEvent, S3ObjectCreate>(json);
                AssertSame(json, "detail", ("source-ip-address", created.SourceIpAddress), ("reason", created.Reason));
                AssertObject(json, created);
                break;
            case "Object Deleted":
                var deleted = AssertEnvelope<S3ObjectDeleteEvent, S3ObjectDelete>(json);
                AssertSame(json, "detail", ("deletion-type", deleted.DeletionType), ("reason", deleted.Reason));
                AssertObject(json, deleted);
                break;
            case "Object Restore Completed":
                var restored = AssertEnvelope<S3ObjectRestoreEvent, S3ObjectRestore>(json);
                AssertSame(
                    json, "detail", ("restore-expiry-time", restored.RestoreExpiryTime), ("source-storage-class", restored.SourceStorageClass));
                AssertObject(json, restored);
                break;
            default:
                Assert.Skip($"There is no official type for {json["detail-type"]}.");
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Scheduled))]
    public void ScheduledEvent_Delivered_IsReadWhole(string file) =>
        Assert.NotNull(AssertEnvelope<ScheduledEvent, Detail>(Load("scheduled", file)));

    [Theory]
    [MemberData(nameof(Direct))]
    public void DirectNotification_OfS3_IsReadWhole(string file)
    {
        var json = Load("s3-legacy", file);
        if (json["Records"] is not JsonArray records)
        {
            Assert.Skip("This is S3's test message, which has no records.");
            return;
        }

        var read = Read<S3Event>(json).Records;

        Assert.Equal(records.Count, read.Count);
        Assert.All(records.Zip(read), pair => AssertRecord(pair.First!, pair.Second));
    }

    private static TDetail AssertEnvelope<TEvent, TDetail>(JsonNode json)
        where TEvent : CloudWatchEvent<TDetail>
    {
        var read = Read<TEvent>(json);
        Assert.Equal(
            [(string?)json["version"], (string?)json["id"], (string?)json["detail-type"], (string?)json["source"], (string?)json["account"], (string?)json["region"]],
            new[] { read.Version, read.Id, read.DetailType, read.Source, read.Account, read.Region });
        Assert.Equal(DateTimeOffset.Parse((string)json["time"]!, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, read.Time);
        Assert.Equal(json["resources"]!.AsArray().Select(r => (string?)r), read.Resources);
        return read.Detail;
    }

    private static void AssertObject(JsonNode json, S3ObjectEventDetails detail)
    {
        AssertSame(json, "detail", ("version", detail.Version), ("request-id", detail.RequestId), ("requester", detail.Requester));
        AssertSame(json["detail"]!, "bucket", ("name", detail.Bucket.Name));
        AssertSame(
            json["detail"]!, "object", ("key", detail.Object.Key), ("etag", detail.Object.ETag),
            ("version-id", detail.Object.VersionId), ("sequencer", detail.Object.Sequencer));
        Assert.Equal((long?)json["detail"]!["object"]!["size"] ?? 0, detail.Object.Size);
    }

    private static void AssertRecord(JsonNode json, S3Event.S3EventNotificationRecord record)
    {
        Assert.Equal(((string?)json["eventName"], (string?)json["awsRegion"]), (record.EventName, record.AwsRegion));
        AssertSame(json["s3"]!, "bucket", ("name", record.S3.Bucket.Name), ("arn", record.S3.Bucket.Arn));
        AssertSame(
            json["s3"]!, "object", ("key", record.S3.Object.Key), ("eTag", record.S3.Object.ETag),
            ("versionId", record.S3.Object.VersionId), ("sequencer", record.S3.Object.Sequencer));
        AssertSame(json, "responseElements", ("x-amz-request-id", record.ResponseElements?.XAmzRequestId), ("x-amz-id-2", record.ResponseElements?.XAmzId2));
        Assert.Equal(Uri.UnescapeDataString(record.S3.Object.Key.Replace('+', ' ')), record.S3.Object.KeyDecoded);
    }

    private static void AssertSame(JsonNode json, string member, params (string Name, string? Value)[] read) =>
        Assert.All(read, r => Assert.Equal((r.Name, (string?)json[member]?[r.Name]), r));

    private static T Read<T>(JsonNode json)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
        return Serializer.Deserialize<T>(stream);
    }

    private static JsonNode Load(string folder, string file)
    {
        Assert.SkipUnless(Folder is not null, "The conformance collection is not beside this checkout.");
        return JsonNode.Parse(File.ReadAllText(Path.Combine(Folder!, folder, file)))!;
    }

    private static TheoryData<string> Files(string folder) => Folder is null
        ? ["absent"]
        : [.. Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.json").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static string? Find()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Serverless.sln")))
        {
            root = root.Parent;
        }

        var folder = root is null ? null : Path.Combine(root.FullName, "..", "shared", "conformance", "events");
        return Directory.Exists(folder) ? folder : null;
    }
}
