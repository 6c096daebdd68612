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

    [Fact]
    public async Task UploadPartCopy_FromAnotherAccountsBucket_IsReadAndAuthorizedThere()
    {
        await using var other = await S3TestServer.StartAsync();
        await other.Client.PutBucketAsync("theirs", Token);
        await other.Client.PutObjectAsync(new PutObjectRequest { BucketName = "theirs", Key = "source", ContentBody = "0123456789" }, Token);
        _server.Elsewhere = bucket => bucket == "theirs" ? other.Engine : null;
        var upload = await S3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = "data", Key = "copy" }, Token);
        Task<CopyPartResponse> CopyAsync() => S3.CopyPartAsync(new CopyPartRequest
        {
            SourceBucket = "theirs",
            SourceKey = "source",
            DestinationBucket = "data",
            DestinationKey = "copy",
            UploadId = upload.UploadId,
            PartNumber = 1,
        }, Token);

        var part = await CopyAsync();
        other.Authorizer.Allows = (_, request) => request.Action != "s3:GetObject";
        var refused = await Assert.ThrowsAnyAsync<AmazonS3Exception>(CopyAsync);

        Assert.Contains("781e5e245d69b566979b86e28d23f2c7", part.ETag, StringComparison.Ordinal);
        Assert.Equal("AccessDenied", refused.ErrorCode);
    }

    [Fact]
    public async Task PutObject_TagsInTheHeader_DifferByCase()
    {
        using var answer = await PutTaggedAsync("Key=1&key=2&a+b=c%26d");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["Key=1", "a b=c&d", "key=2"], (await TagsAsync("k")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PutObject_OneTagTwiceInTheHeader_IsRefused()
    {
        using var answer = await PutTaggedAsync("key=1&key=2");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<ArgumentName>x-amz-tagging</ArgumentName>", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> PutTaggedAsync(string tagging)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(_server.Address, "data/k")) { Content = new StringContent("x") };
        request.Headers.Add("x-amz-tagging", tagging);
        return await client.SendAsync(request, Token);
    }

    private Task<PutObjectResponse> PutAsync(string key) => S3.PutObjectAsync(new PutObjectRequest { BucketName = "data", Key = key, ContentBody = "x" }, Token);

    private async Task<IReadOnlyList<string>> TagsAsync(string key)
    {
        var found = await S3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = "data", Key = key }, Token);
        return [.. (found.Tagging ?? []).Select(tag => $"{tag.Key}={tag.Value}")];
    }
}
