using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Tests.S3;

public sealed class BucketTests : IAsyncLifetime
{
    private S3TestServer _server = null!;

    private AmazonS3Client Client => _server.Client;

    public async ValueTask InitializeAsync() => _server = await S3TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task CreateBucket_NewName_IsListed()
    {
        var bucket = await _server.NewBucketAsync();

        var listed = await Client.ListBucketsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(bucket, Assert.Single(listed.Buckets).BucketName);
    }

    [Fact]
    public async Task BucketNotification_PutForEventBridge_IsTold()
    {
        var bucket = await _server.NewBucketAsync();
        await Client.PutBucketNotificationAsync(
            new() { BucketName = bucket, EventBridgeConfiguration = new() }, TestContext.Current.CancellationToken);

        var told = await Client.GetBucketNotificationAsync(bucket, TestContext.Current.CancellationToken);

        Assert.NotNull(told.EventBridgeConfiguration);
    }

    [Fact]
    public async Task CreateBucket_InvalidName_IsRefused()
    {
        var error = await Assert.ThrowsAsync<AmazonS3Exception>(() => Client.PutBucketAsync("Not_A_Bucket", TestContext.Current.CancellationToken));

        Assert.Equal("InvalidBucketName", error.ErrorCode);
    }

    [Fact]
    public async Task DeleteBucket_WithObject_IsNotEmpty()
    {
        var bucket = await _server.NewBucketAsync();
        await Client.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "x" }, TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<AmazonS3Exception>(() => Client.DeleteBucketAsync(bucket, TestContext.Current.CancellationToken));

        Assert.Equal("BucketNotEmpty", error.ErrorCode);
    }

    [Fact]
    public async Task DeleteBucket_Empty_IsGone()
    {
        var bucket = await _server.NewBucketAsync();
        await Client.DeleteBucketAsync(bucket, TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<NoSuchBucketException>(() => Client.ListObjectsV2Async(new() { BucketName = bucket }, TestContext.Current.CancellationToken));

        Assert.Equal("NoSuchBucket", error.ErrorCode);
    }

    [Fact]
    public async Task BucketVersioning_PutEnabled_IsTold()
    {
        var bucket = await _server.NewBucketAsync();
        await Client.PutBucketVersioningAsync(
            new() { BucketName = bucket, VersioningConfig = new() { Status = VersionStatus.Enabled } }, TestContext.Current.CancellationToken);

        var told = await Client.GetBucketVersioningAsync(bucket, TestContext.Current.CancellationToken);

        Assert.Equal(VersionStatus.Enabled, told.VersioningConfig.Status);
    }

    [Fact]
    public async Task BucketPolicy_PutGetDelete_RoundTrips()
    {
        const string policy = """{"Version":"2012-10-17","Statement":[]}""";
        var bucket = await _server.NewBucketAsync();
        await Client.PutBucketPolicyAsync(bucket, policy, TestContext.Current.CancellationToken);
        Assert.Equal(policy, (await Client.GetBucketPolicyAsync(bucket, TestContext.Current.CancellationToken)).Policy);

        await Client.DeleteBucketPolicyAsync(bucket, TestContext.Current.CancellationToken);

        // The client takes whatever body comes for the policy.
        var answer = (await Client.GetBucketPolicyAsync(bucket, TestContext.Current.CancellationToken)).Policy;
        Assert.Contains("<Code>NoSuchBucketPolicy</Code>", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetBucketLocation_UsEast1_IsEmpty()
    {
        var bucket = await _server.NewBucketAsync();

        var location = await Client.GetBucketLocationAsync(bucket, TestContext.Current.CancellationToken);

        Assert.Equal("", location.Location?.Value ?? "");
    }

    [Fact]
    public async Task UnsupportedOperation_IsRefusedByName()
    {
        var bucket = await _server.NewBucketAsync();

        var error = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => Client.GetCORSConfigurationAsync(bucket, TestContext.Current.CancellationToken));

        Assert.Equal("NotImplemented", error.ErrorCode);
        Assert.Contains("GET bucket cors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeadBucket_Missing_Is404()
    {
        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(
            () => Client.HeadBucketAsync(new() { BucketName = "no-such-bucket-here" }, TestContext.Current.CancellationToken));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, error.StatusCode);
    }
}
