using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.S3;

namespace LocalCloud.Tests.S3;

public sealed class ObjectEventTests : IDisposable
{
    private readonly TestState _state = new();
    private readonly FakePublisher _publisher = new();
    private readonly S3Engine _engine;
    private readonly S3Caller _caller;

    public ObjectEventTests()
    {
        _engine = new(_state.Identity, _state.Store, TimeProvider.System, new FakeAuthorizer(), () => _publisher);
        _caller = new S3Caller(_state.Root) { RequestId = "REQ", SourceIpAddress = "192.0.2.1" };
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Dispose();

    [Theory]
    [InlineData("derived-key-plus.json", true)]
    [InlineData("localstack-test_object_created_put_versioned-message-versioning-suspended-0.json", false)]
    public async Task PutObject_WithEventBridge_PublishesAwsShape(string example, bool versioned)
    {
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(RepositoryPaths.RequireConformance($"events/s3-eventbridge/{example}"), Token))!;
        NewBucket(versioned);

        await PutAsync("a+b ü");

        var published = Assert.Single(_publisher.Published);
        Assert.Equal(expected["detail-type"]!.ToString(), published.DetailType);
        Assert.Equal(expected["source"]!.ToString(), published.Source);
        Assert.Equal("arn:aws:s3:::bucket", Assert.Single(published.Resources));
        Assert.Equal("a+b ü", published.Detail["object"]!["key"]!.ToString());
        Assert.Equal(Shape(expected["detail"]!), Shape(published.Detail));
    }

    [Fact]
    public async Task DeleteObject_Versioned_PublishesTheMarker()
    {
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(RepositoryPaths.RequireConformance("events/s3-eventbridge/doc-object-deleted-marker.json"), Token))!;
        NewBucket(versioned: true);
        await PutAsync("k");

        await _engine.DeleteObjectAsync(_caller, new() { Bucket = "bucket", Key = "k" }, Token);

        var published = _publisher.Published.Last();
        Assert.Equal("Object Deleted", published.DetailType);
        Assert.Equal(Shape(expected["detail"]!), Shape(published.Detail));
        Assert.Equal("Delete Marker Created", published.Detail["deletion-type"]!.ToString());
    }

    [Fact]
    public async Task DeleteObject_Unversioned_IsPermanent()
    {
        NewBucket(versioned: false);
        await PutAsync("k");

        await _engine.DeleteObjectAsync(_caller, new() { Bucket = "bucket", Key = "k" }, Token);

        Assert.Equal("Permanently Deleted", _publisher.Published.Last().Detail["deletion-type"]!.ToString());
    }

    [Fact]
    public async Task PutObject_WithoutEventBridge_PublishesNothing()
    {
        _engine.Buckets.Create(_caller, "bucket");

        await PutAsync("k");

        Assert.Empty(_publisher.Published);
    }

    [Fact]
    public async Task Sequencers_OfOneKey_GrowOverRestarts()
    {
        NewBucket(versioned: true);
        await PutAsync("k");
        _state.Restart();
        var restarted = new S3Engine(_state.Identity, _state.Store, TimeProvider.System, new FakeAuthorizer(), () => _publisher);

        await restarted.PutObjectAsync(_caller, new() { Bucket = "bucket", Key = "k", Body = new MemoryStream() }, Token);

        var sequencers = _publisher.Published.Select(one => one.Detail["object"]!["sequencer"]!.ToString()).ToList();
        Assert.Equal(2, sequencers.Distinct().Count());
        Assert.Equal(sequencers.Order(StringComparer.Ordinal), sequencers);
    }

    private static string[] Shape(JsonNode detail) =>
        [.. detail.AsObject().Select(member => member.Key).Order(), .. detail["object"]!.AsObject().Select(member => $"object.{member.Key}").Order()];

    private void NewBucket(bool versioned)
    {
        _engine.Buckets.Create(_caller, "bucket");
        _engine.Buckets.PutNotification(_caller, "bucket", eventBridge: true);
        if (versioned)
        {
            _engine.Buckets.PutVersioning(_caller, "bucket", VersioningStatus.Enabled);
        }
    }

    private Task<ObjectVersion> PutAsync(string key) =>
        _engine.PutObjectAsync(_caller, new() { Bucket = "bucket", Key = key, Body = new MemoryStream("hello"u8.ToArray()) }, Token);
}
