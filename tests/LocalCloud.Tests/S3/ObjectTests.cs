using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Tests.S3;

public sealed class ObjectTests : IAsyncLifetime
{
    private S3TestServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AmazonS3Client Client => _server.Client;

    public async ValueTask InitializeAsync() => _server = await S3TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("plain.txt")]
    [InlineData("a/b c/ü+%2F😀.csv")]
    [InlineData("../up/./here.txt")]
    [InlineData("folder/")]
    [InlineData("a//b")]
    public async Task PutObject_AnyKey_IsReadBackAndListedRaw(string key)
    {
        var bucket = await _server.NewBucketAsync();
        await PutAsync(bucket, key, "content");

        using var read = await Client.GetObjectAsync(bucket, key, Token);

        Assert.Equal("content", await TextAsync(read));
        Assert.Equal(key, Assert.Single((await Client.ListObjectsV2Async(new() { BucketName = bucket }, Token)).S3Objects).Key);
    }

    [Fact]
    public async Task PutObject_HeadersAndMetadata_ComeBack()
    {
        var bucket = await _server.NewBucketAsync();
        var put = new PutObjectRequest { BucketName = bucket, Key = "k", ContentBody = "x", ContentType = "text/csv" };
        put.Metadata.Add("sha256", "abc");
        put.Headers.CacheControl = "no-cache";
        await Client.PutObjectAsync(put, Token);

        var head = await Client.GetObjectMetadataAsync(bucket, "k", Token);

        Assert.Equal("text/csv", head.Headers.ContentType);
        Assert.Equal("no-cache", head.Headers.CacheControl);
        Assert.Equal("abc", head.Metadata["sha256"]);
        Assert.Equal("\"9dd4e461268c8034f5c8564e155c67a6\"", head.ETag);
    }

    [Fact]
    public async Task PutObject_LargeStreamInChunks_IsStoredWhole()
    {
        var bucket = await _server.NewBucketAsync();
        var content = new byte[3_000_000];
        new Random(1).NextBytes(content);
        await Client.PutObjectAsync(new() { BucketName = bucket, Key = "k", InputStream = new MemoryStream(content) }, Token);

        using var read = await Client.GetObjectAsync(bucket, "k", Token);
        using var copy = new MemoryStream();
        await read.ResponseStream.CopyToAsync(copy, Token);

        Assert.Equal(content, copy.ToArray());
    }

    [Fact]
    public async Task PutObject_WrongContentMd5_StoresNothing()
    {
        var bucket = await _server.NewBucketAsync();

        await Assert.ThrowsAsync<AmazonS3Exception>(() => Client.PutObjectAsync(
            new() { BucketName = bucket, Key = "k", ContentBody = "x", MD5Digest = Convert.ToBase64String(new byte[16]) }, Token));

        Assert.Null((await Client.ListObjectsV2Async(new() { BucketName = bucket }, Token)).S3Objects);
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("CRC32C")]
    [InlineData("CRC64NVME")]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    public async Task PutObject_ChosenChecksum_IsVerifiedAndReturned(string algorithm)
    {
        // The check values of the catalogues, over "123456789".
        var values = new Dictionary<string, string>
        {
            ["CRC32"] = "y/Q5Jg==",
            ["CRC32C"] = "4waSgw==",
            ["CRC64NVME"] = "rosUhgp5mIg=",
            ["SHA1"] = "98O8HYCOBHMq32eZZczDTKeuNEE=",
            ["SHA256"] = "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=",
        };
        var bucket = await _server.NewBucketAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(_server.Address, $"{bucket}/k")) { Content = new StringContent("123456789") };
        request.Headers.Add($"x-amz-checksum-{algorithm.ToLowerInvariant()}", values[algorithm]);

        using var response = await http.SendAsync(request, Token);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Token));
        using var get = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Address, $"{bucket}/k"));
        get.Headers.Add("x-amz-checksum-mode", "ENABLED");
        using var read = await http.SendAsync(get, Token);
        Assert.Equal(values[algorithm], read.Headers.GetValues($"x-amz-checksum-{algorithm.ToLowerInvariant()}").Single());
    }

    [Fact]
    public async Task PutObject_WrongChecksum_IsBadDigest()
    {
        var bucket = await _server.NewBucketAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(_server.Address, $"{bucket}/k")) { Content = new StringContent("other") };
        request.Headers.Add("x-amz-checksum-crc32", "y/Q5Jg==");

        using var response = await http.SendAsync(request, Token);

        Assert.Contains("<Code>BadDigest</Code>", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutObject_NoChecksum_GetsCrc64Nvme()
    {
        var bucket = await _server.NewBucketAsync();
        using var http = new HttpClient();

        using var response = await http.PutAsync(new Uri(_server.Address, $"{bucket}/k"), new StringContent("123456789"), Token);

        Assert.Equal("rosUhgp5mIg=", response.Headers.GetValues("x-amz-checksum-crc64nvme").Single());
        Assert.Equal("FULL_OBJECT", response.Headers.GetValues("x-amz-checksum-type").Single());
    }

    [Theory]
    [InlineData("bytes=2-4", "234", "bytes 2-4/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=-3", "789", "bytes 7-9/10")]
    [InlineData("bytes=-99", "0123456789", "bytes 0-9/10")]
    [InlineData("bytes=5-99", "56789", "bytes 5-9/10")]
    public async Task GetObject_Range_IsPartialContent(string range, string expected, string contentRange)
    {
        var bucket = await _server.NewBucketAsync();
        await PutAsync(bucket, "k", "0123456789");
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Address, $"{bucket}/k"));
        request.Headers.TryAddWithoutValidation("Range", range);

        using var response = await http.SendAsync(request, Token);

        Assert.Equal(206, (int)response.StatusCode);
        Assert.Equal(expected, await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(contentRange, response.Content.Headers.ContentRange!.ToString());
    }

    [Fact]
    public async Task GetObject_RangeBeyondTheEnd_IsNotSatisfiable()
    {
        var bucket = await _server.NewBucketAsync();
        await PutAsync(bucket, "k", "0123456789");

        var error = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => Client.GetObjectAsync(new() { BucketName = bucket, Key = "k", ByteRange = new ByteRange(10, 20) }, Token));

        Assert.Equal("InvalidRange", error.ErrorCode);
    }

    [Fact]
    public async Task PutObject_IfNoneMatchStar_WinsOnce()
    {
        var bucket = await _server.NewBucketAsync();
        var attempts = Enumerable.Range(0, 8).Select(async number =>
        {
            try
            {
                await Client.PutObjectAsync(new() { BucketName = bucket, Key = "lease", ContentBody = $"{number}", IfNoneMatch = "*" }, Token);
                return "";
            }
            catch (AmazonS3Exception refused)
            {
                return refused.ErrorCode;
            }
        });

        var outcomes = await Task.WhenAll(attempts);

        Assert.Single(outcomes, outcome => outcome.Length == 0);
        Assert.Equal(7, outcomes.Count(outcome => outcome == "PreconditionFailed"));
    }

    [Fact]
    public async Task PutObject_IfMatch_ReplacesOnlyWhatWasRead()
    {
        var bucket = await _server.NewBucketAsync();
        var first = await PutAsync(bucket, "k", "one");
        var second = await Client.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "two", IfMatch = first.ETag }, Token);

        var error = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => Client.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "three", IfMatch = first.ETag }, Token));

        Assert.Equal("PreconditionFailed", error.ErrorCode);
        Assert.Equal(second.ETag, (await Client.GetObjectMetadataAsync(bucket, "k", Token)).ETag);
    }

    [Fact]
    public async Task PutObject_IfMatchOnMissingKey_IsNoSuchKey()
    {
        var bucket = await _server.NewBucketAsync();

        var error = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => Client.PutObjectAsync(new() { BucketName = bucket, Key = "k", ContentBody = "x", IfMatch = "\"abc\"" }, Token));

        Assert.Equal("NoSuchKey", error.ErrorCode);
    }

    [Fact]
    public async Task GetObject_IfNoneMatchOfCurrent_IsNotModified()
    {
        var bucket = await _server.NewBucketAsync();
        var put = await PutAsync(bucket, "k", "x");

        var error = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => Client.GetObjectAsync(new() { BucketName = bucket, Key = "k", EtagToNotMatch = put.ETag }, Token));

        Assert.Equal(304, (int)error.StatusCode);
    }

    [Fact]
    public async Task Versions_OverwriteAndDelete_KeepEveryContent()
    {
        var bucket = await _server.NewBucketAsync(versioned: true);
        var first = await PutAsync(bucket, "k", "one");
        var second = await PutAsync(bucket, "k", "two");
        var deleted = await Client.DeleteObjectAsync(bucket, "k", Token);

        var listed = await Client.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket }, Token);

        Assert.Equal([deleted.VersionId, second.VersionId, first.VersionId], listed.Versions.Select(version => version.VersionId));
        Assert.Equal("true", deleted.DeleteMarker);
        using var old = await Client.GetObjectAsync(new() { BucketName = bucket, Key = "k", VersionId = first.VersionId }, Token);
        Assert.Equal("one", await TextAsync(old));
        Assert.Equal("NoSuchKey", (await Assert.ThrowsAsync<NoSuchKeyException>(() => Client.GetObjectAsync(bucket, "k", Token))).ErrorCode);
        Assert.True(string.CompareOrdinal(first.VersionId, second.VersionId) < 0);
    }

    [Fact]
    public async Task DeleteMarker_Removed_BringsTheObjectBack()
    {
        var bucket = await _server.NewBucketAsync(versioned: true);
        await PutAsync(bucket, "k", "one");
        var marker = await Client.DeleteObjectAsync(bucket, "k", Token);

        await Client.DeleteObjectAsync(new() { BucketName = bucket, Key = "k", VersionId = marker.VersionId }, Token);

        using var read = await Client.GetObjectAsync(bucket, "k", Token);
        Assert.Equal("one", await TextAsync(read));
    }

    [Fact]
    public async Task CopyObject_OfAVersion_CopiesThatVersionWithItsMetadata()
    {
        var bucket = await _server.NewBucketAsync(versioned: true);
        var put = new PutObjectRequest { BucketName = bucket, Key = "src ü", ContentBody = "one" };
        put.Metadata.Add("m", "v");
        var first = await Client.PutObjectAsync(put, Token);
        await PutAsync(bucket, "src ü", "two");

        await Client.CopyObjectAsync(new()
        {
            SourceBucket = bucket,
            SourceKey = "src ü",
            SourceVersionId = first.VersionId,
            DestinationBucket = bucket,
            DestinationKey = "dst",
        }, Token);

        using var read = await Client.GetObjectAsync(bucket, "dst", Token);
        Assert.Equal("one", await TextAsync(read));
        Assert.Equal("v", read.Metadata["m"]);
    }

    [Fact]
    public async Task CopyObject_ChecksumAlgorithm_IsComputed()
    {
        var bucket = await _server.NewBucketAsync();
        await PutAsync(bucket, "src", "123456789");

        var copied = await Client.CopyObjectAsync(new()
        {
            SourceBucket = bucket,
            SourceKey = "src",
            DestinationBucket = bucket,
            DestinationKey = "dst",
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
        }, Token);

        Assert.Equal("FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=", copied.ChecksumSHA256);
    }

    [Fact]
    public async Task DeleteObjects_SeveralKeys_AreAllGone()
    {
        var bucket = await _server.NewBucketAsync();
        foreach (var key in new[] { "a", "b&c", "d" })
        {
            await PutAsync(bucket, key, "x");
        }

        var answer = await Client.DeleteObjectsAsync(
            new() { BucketName = bucket, Objects = [new() { Key = "a" }, new() { Key = "b&c" }, new() { Key = "absent" }] }, Token);

        Assert.Equal(3, answer.DeletedObjects.Count);
        Assert.Equal("d", Assert.Single((await Client.ListObjectsV2Async(new() { BucketName = bucket }, Token)).S3Objects).Key);
    }

    [Fact]
    public async Task Blob_LastReferenceDeleted_LeavesTheDisk()
    {
        var bucket = await _server.NewBucketAsync();
        await PutAsync(bucket, "a", "shared");
        await PutAsync(bucket, "b", "shared");
        var blobs = Path.Combine(_server.State.Folder, "s3", "blobs");

        await Client.DeleteObjectAsync(bucket, "a", Token);
        Assert.Single(Directory.EnumerateFiles(blobs, "*", SearchOption.AllDirectories));
        await Client.DeleteObjectAsync(bucket, "b", Token);

        Assert.Empty(Directory.EnumerateFiles(blobs, "*", SearchOption.AllDirectories));
    }

    private static async Task<string> TextAsync(GetObjectResponse response)
    {
        using var reader = new StreamReader(response.ResponseStream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Token);
    }

    private Task<PutObjectResponse> PutAsync(string bucket, string key, string content) =>
        Client.PutObjectAsync(new() { BucketName = bucket, Key = key, ContentBody = content }, Token);
}
