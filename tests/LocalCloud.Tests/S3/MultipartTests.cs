using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace LocalCloud.Tests.S3;

public sealed class MultipartTests : IAsyncLifetime
{
    private const int Part = 5 * 1024 * 1024;
    private S3TestServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AmazonS3Client Client => _server.Client;

    public async ValueTask InitializeAsync() => _server = await S3TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task TransferUtility_LargeFile_ArrivesWhole()
    {
        var bucket = await _server.NewBucketAsync(eventBridge: true);
        var content = new byte[(2 * Part) + 17];
        new Random(2).NextBytes(content);
        using var transfer = new TransferUtility(Client, new TransferUtilityConfig { MinSizeBeforePartUpload = Part });

        await transfer.UploadAsync(new TransferUtilityUploadRequest { BucketName = bucket, Key = "big", InputStream = new MemoryStream(content), PartSize = Part }, Token);

        using var read = await Client.GetObjectAsync(bucket, "big", Token);
        using var copy = new MemoryStream();
        await read.ResponseStream.CopyToAsync(copy, Token);
        Assert.Equal(content, copy.ToArray());
        Assert.EndsWith("-3\"", read.ETag, StringComparison.Ordinal);
        Assert.Equal("CompleteMultipartUpload", _server.Publisher.Published.Single().Detail["reason"]!.ToString());
    }

    [Fact]
    public async Task CompleteMultipartUpload_SmallPartBeforeTheLast_IsRefused()
    {
        var bucket = await _server.NewBucketAsync();
        var upload = await Client.InitiateMultipartUploadAsync(bucket, "k", Token);
        var parts = new List<PartETag>
        {
            await UploadAsync(bucket, upload.UploadId, 1, 10),
            await UploadAsync(bucket, upload.UploadId, 2, 10),
        };

        var error = await Assert.ThrowsAsync<AmazonS3Exception>(() => Client.CompleteMultipartUploadAsync(
            new() { BucketName = bucket, Key = "k", UploadId = upload.UploadId, PartETags = parts }, Token));

        Assert.Equal("EntityTooSmall", error.ErrorCode);
    }

    [Fact]
    public async Task AbortMultipartUpload_LeavesNothing()
    {
        var bucket = await _server.NewBucketAsync();
        var upload = await Client.InitiateMultipartUploadAsync(bucket, "k", Token);
        await UploadAsync(bucket, upload.UploadId, 1, 10);

        await Client.AbortMultipartUploadAsync(bucket, "k", upload.UploadId, Token);

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_server.State.Folder, "s3", "blobs"), "*", SearchOption.AllDirectories));
        var error = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => Client.ListPartsAsync(new ListPartsRequest { BucketName = bucket, Key = "k", UploadId = upload.UploadId }, Token));
        Assert.Equal("NoSuchUpload", error.ErrorCode);
    }

    [Fact]
    public async Task CompleteMultipartUpload_IfNoneMatchOfExisting_IsPreconditionFailed()
    {
        var bucket = await _server.NewBucketAsync();
        var upload = await Client.InitiateMultipartUploadAsync(bucket, "k", Token);
        var part = await UploadAsync(bucket, upload.UploadId, 1, 10);
        await Client.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "first" }, Token);

        var error = await Assert.ThrowsAsync<AmazonS3Exception>(() => Client.CompleteMultipartUploadAsync(
            new() { BucketName = bucket, Key = "k", UploadId = upload.UploadId, PartETags = [part], IfNoneMatch = "*" }, Token));

        Assert.Equal("PreconditionFailed", error.ErrorCode);
    }

    [Fact]
    public async Task UploadPart_SameNumberAgain_ReplacesThePart()
    {
        var bucket = await _server.NewBucketAsync();
        var upload = await Client.InitiateMultipartUploadAsync(bucket, "k", Token);
        await UploadAsync(bucket, upload.UploadId, 1, 10);
        var second = await UploadAsync(bucket, upload.UploadId, 1, 20);

        await Client.CompleteMultipartUploadAsync(new() { BucketName = bucket, Key = "k", UploadId = upload.UploadId, PartETags = [second] }, Token);

        Assert.Equal(20, (await Client.GetObjectMetadataAsync(bucket, "k", Token)).ContentLength);
    }

    private async Task<PartETag> UploadAsync(string bucket, string uploadId, int number, int size)
    {
        var answer = await Client.UploadPartAsync(new()
        {
            BucketName = bucket,
            Key = "k",
            UploadId = uploadId,
            PartNumber = number,
            InputStream = new MemoryStream(new byte[size]),
        }, Token);
        return new PartETag(answer);
    }
}
