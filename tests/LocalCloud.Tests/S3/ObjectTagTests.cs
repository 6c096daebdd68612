using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Tests.S3;

public sealed class ObjectTagTests : IAsyncLifetime
{
    private S3TestServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AmazonS3Client S3 => _server.Client;

    public async ValueTask InitializeAsync()
    {
        _server = await S3TestServer.StartAsync();
        await S3.PutBucketAsync("data", Token);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task PutObjectTagging_ThenDeleted_LeavesNone()
    {
        await PutAsync("k");

        await S3.PutObjectTaggingAsync(new PutObjectTaggingRequest { BucketName = "data", Key = "k", Tagging = new Tagging { TagSet = [new Tag { Key = "a & b", Value = "1" }] } }, Token);
        var tagged = await TagsAsync("k");
        await S3.DeleteObjectTaggingAsync(new DeleteObjectTaggingRequest { BucketName = "data", Key = "k" }, Token);

        Assert.Equal("a & b=1", Assert.Single(tagged));
        Assert.Empty(await TagsAsync("k"));
    }

    [Fact]
    public async Task PutObject_WithTags_KeepsThemThroughACopy()
    {
        await S3.PutObjectAsync(new PutObjectRequest { BucketName = "data", Key = "k", ContentBody = "x", TagSet = [new Tag { Key = "team", Value = "ml ops" }] }, Token);

        await S3.CopyObjectAsync("data", "k", "data", "copy", Token);

        Assert.Equal("team=ml ops", Assert.Single(await TagsAsync("copy")));
        var denied = (await Assert.ThrowsAsync<AmazonS3Exception>(() => S3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = "data",
            Key = "many",
            ContentBody = "x",
            TagSet = [.. Enumerable.Range(0, 11).Select(index => new Tag { Key = $"k{index}", Value = "" })],
        }, Token))).ErrorCode;
        Assert.Equal("BadRequest", denied);
    }

    [Fact]
    public async Task PutObjectTagging_NoSuchObject_IsRefused()
    {
        var refused = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => S3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = "data", Key = "none" }, Token));

        Assert.Equal("NoSuchKey", refused.ErrorCode);
    }

    [Fact]
    public async Task GetObjectAttributes_OfAnObject_TellsWhatIsAskedFor()
    {
        await PutAsync("k");

        var attributes = await S3.GetObjectAttributesAsync(new GetObjectAttributesRequest
        {
            BucketName = "data",
            Key = "k",
            ObjectAttributes = [ObjectAttributes.ETag, ObjectAttributes.ObjectSize, ObjectAttributes.Checksum],
        }, Token);

        Assert.Equal(1L, attributes.ObjectSize);
        Assert.Equal("9dd4e461268c8034f5c8564e155c67a6", attributes.ETag.Trim('"'));
        Assert.NotNull(attributes.Checksum);
        Assert.Null(attributes.StorageClass);
    }

    [Fact]
    public async Task ListObjects_ByMarker_GoesOnWhereThePageEnded()
    {
        foreach (var key in (string[])["a", "b/1", "b/2", "c", "d"])
        {
            await PutAsync(key);
        }

        var first = await S3.ListObjectsAsync(new ListObjectsRequest { BucketName = "data", Delimiter = "/", MaxKeys = 2 }, Token);
        var second = await S3.ListObjectsAsync(new ListObjectsRequest { BucketName = "data", Delimiter = "/", Marker = first.NextMarker }, Token);

        Assert.True(first.IsTruncated);
        Assert.Equal("b/", first.NextMarker);
        Assert.Equal(["c", "d"], second.S3Objects.Select(item => item.Key));
        Assert.NotNull(second.S3Objects[0].Owner.Id);
    }

    [Fact]
    public async Task UploadPartCopy_OfARange_MakesAnObjectOfIt()
    {
        await S3.PutObjectAsync(new PutObjectRequest { BucketName = "data", Key = "source", ContentBody = "0123456789" }, Token);
        var upload = await S3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = "data", Key = "joined" }, Token);
        var listed = await S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = "data", Prefix = "jo" }, Token);

        var part = await S3.CopyPartAsync(new CopyPartRequest
        {
            SourceBucket = "data",
            SourceKey = "source",
            DestinationBucket = "data",
            DestinationKey = "joined",
            UploadId = upload.UploadId,
            PartNumber = 1,
            FirstByte = 2,
            LastByte = 4,
        }, Token);
        await S3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest
        {
            BucketName = "data",
            Key = "joined",
            UploadId = upload.UploadId,
            PartETags = [new PartETag(1, part.ETag)],
        }, Token);

        using var got = await S3.GetObjectAsync("data", "joined", Token);
        using var reader = new StreamReader(got.ResponseStream);
        Assert.Equal("234", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(upload.UploadId, Assert.Single(listed.MultipartUploads).UploadId);
        Assert.Empty((await S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = "data" }, Token)).MultipartUploads ?? []);
        Assert.Equal(HttpStatusCode.OK, part.HttpStatusCode);
    }

    private Task<PutObjectResponse> PutAsync(string key) => S3.PutObjectAsync(new PutObjectRequest { BucketName = "data", Key = key, ContentBody = "x" }, Token);

    private async Task<IReadOnlyList<string>> TagsAsync(string key)
    {
        var found = await S3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = "data", Key = key }, Token);
        return [.. (found.Tagging ?? []).Select(tag => $"{tag.Key}={tag.Value}")];
    }
}
