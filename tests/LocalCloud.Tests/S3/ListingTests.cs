using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Tests.S3;

public sealed class ListingTests : IAsyncLifetime
{
    private S3TestServer _server = null!;
    private string _bucket = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await S3TestServer.StartAsync();
        _bucket = await _server.NewBucketAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task ListObjectsV2_Delimiter_GroupsCommonPrefixes()
    {
        await PutAsync("a/1", "a/2", "b", "c/d/3", "e");

        var page = await ListAsync(new() { Delimiter = "/" });

        Assert.Equal(["b", "e"], page.S3Objects.Select(one => one.Key));
        Assert.Equal(["a/", "c/"], page.CommonPrefixes);
    }

    [Fact]
    public async Task ListObjectsV2_PagesWithDelimiter_TellEverythingOnce()
    {
        await PutAsync([.. Enumerable.Range(0, 5).SelectMany(number => new[] { $"p{number}/x", $"p{number}/y", $"q{number}" })]);
        var told = new List<string>();
        string? token = null;

        do
        {
            var page = await ListAsync(new() { Delimiter = "/", MaxKeys = 2, ContinuationToken = token });
            told.AddRange([.. (page.S3Objects ?? []).Select(one => one.Key), .. page.CommonPrefixes ?? []]);
            token = page.NextContinuationToken;
        }
        while (token is not null);

        Assert.Equal(["p0/", "p1/", "p2/", "p3/", "p4/", "q0", "q1", "q2", "q3", "q4"], told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ListObjectsV2_StartAfterAndPrefix_AreObeyed()
    {
        await PutAsync("a1", "a2", "a3", "b1");

        var page = await ListAsync(new() { Prefix = "a", StartAfter = "a1" });

        Assert.Equal(["a2", "a3"], page.S3Objects.Select(one => one.Key));
    }

    [Fact]
    public async Task ListObjectsV2_KeysBeyondAscii_AreInUtf8Order()
    {
        await PutAsync("z", "é", "\uFFFD", "😀");

        var page = await ListAsync(new());

        Assert.Equal(["z", "é", "\uFFFD", "😀"], page.S3Objects.Select(one => one.Key));
    }

    [Fact]
    public async Task ListObjectsV2_MoreThanAnInnerPage_AreAllListed()
    {
        foreach (var number in Enumerable.Range(0, 1100))
        {
            await _server.Engine.PutObjectAsync(_server.State.Root, new() { Bucket = _bucket, Key = $"k{number:0000}", Body = new MemoryStream() }, Token);
        }

        var first = await ListAsync(new());
        var second = await ListAsync(new() { ContinuationToken = first.NextContinuationToken });

        Assert.Equal(1000, first.S3Objects.Count);
        Assert.Equal(100, second.S3Objects.Count);
        Assert.Null(second.NextContinuationToken);
    }

    private Task<ListObjectsV2Response> ListAsync(ListObjectsV2Request request)
    {
        request.BucketName = _bucket;
        return _server.Client.ListObjectsV2Async(request, Token);
    }

    private async Task PutAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            await _server.Client.PutObjectAsync(new() { BucketName = _bucket, Key = key, ContentBody = "x" }, Token);
        }
    }
}
