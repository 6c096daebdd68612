using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Mlops.Functions.UploadTrigger;

namespace Mlops.Functions.Tests.Functions;

public sealed class UploadEventsTests
{
    [Theory]
    [InlineData("a+b%2Bc.csv", "a b+c.csv")]
    [InlineData("100%25/x%2520y.txt", "100%/x%20y.txt")]
    [InlineData("line1%0Aline2.txt", "line1\nline2.txt")]
    [InlineData("%F0%9F%98%80", "😀")]
    public void Read_NotificationKey_IsFormUrlDecoded(string key, string expected) =>
        Assert.Equal(expected, Assert.Single(UploadEvents.Read(Notification(key))).Key);

    [Fact]
    public void Read_EventBridgeKey_IsRaw() => Gen.String[1, 50].Where(key => !key.Any(char.IsSurrogate)).Sample(key =>
        UploadEvents.Read(JsonSerializer.Deserialize<JsonElement>(UploadTriggerTests.Created(key, "2026-01-01T00:00:00Z")))[0].Key == key);

    [Fact]
    public void Read_EncodedNotificationKey_RoundTrips() => Gen.String[1, 50].Where(key => !key.Any(char.IsSurrogate)).Sample(key =>
        UploadEvents.Read(Notification(System.Net.WebUtility.UrlEncode(key)))[0].Key == key);

    [Theory]
    [InlineData("s3-eventbridge")]
    [InlineData("s3-legacy")]
    public void Read_ConformanceEvents_AreUnderstood(string folder)
    {
        Assert.SkipUnless(Directory.Exists(RepoFiles.Conformance), "The conformance cases are not beside this repository.");

        Assert.All(Directory.EnumerateFiles(Path.Combine(RepoFiles.Conformance, "events", folder), "*.json"), file =>
        {
            var json = JsonNode.Parse(File.ReadAllText(file))!;
            var names = json["Records"] is JsonArray records
                ? records.Select(record => (string)record!["eventName"]!).ToList()
                : [(string)json["detail-type"]!];
            if (json["Records"] is not null && json["Records"]!.AsArray().Any(record => record!["eventTime"] is null))
            {
                return;
            }

            var uploads = UploadEvents.Read(JsonSerializer.SerializeToElement(json));

            Assert.Equal(names.Select(name => name is "Object Created" || name.StartsWith("ObjectCreated:", StringComparison.Ordinal)), uploads.Select(upload => upload.IsCreation));
            if (json["Records"]?[0]?["s3"]?["object"]?["urlDecodedKey"] is { } decoded)
            {
                Assert.Equal((string)decoded!, uploads[0].Key);
            }
        });
    }

    private static JsonElement Notification(string key) => JsonSerializer.SerializeToElement(new
    {
        Records = new[] { new { eventName = "ObjectCreated:Put", eventTime = "2026-01-01T00:00:00.000Z", s3 = new { @object = new { key } } } },
    });
}
