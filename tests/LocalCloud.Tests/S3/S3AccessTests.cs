using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.S3;

namespace LocalCloud.Tests.S3;

public sealed class S3AccessTests : IDisposable
{
    private const string Policy = """{"Version":"2012-10-17","Statement":[]}""";
    private readonly TestState _state = new();
    private readonly FakeAuthorizer _authorizer = new();
    private readonly S3Engine _engine;
    private readonly S3Caller _role;

    public S3AccessTests()
    {
        _engine = new(_state.Identity, _state.Store, TimeProvider.System, _authorizer, () => new FakePublisher());
        _engine.Buckets.Create(_state.Root, "bucket");
        _engine.Buckets.PutPolicy(_state.Root, "bucket", Policy);
        _role = new Principal.Role("000000000000", "job", "s");
        _authorizer.Asked.Clear();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task PutObject_AsksForTheObjectWithTheBucketsPolicy()
    {
        await _engine.PutObjectAsync(_role, new() { Bucket = "bucket", Key = "a/b", Body = new MemoryStream() }, Token);

        var (principal, request) = _authorizer.Asked.Single();
        Assert.Equal(_role.Principal, principal);
        Assert.Equal("s3:PutObject", request.Action);
        Assert.Equal("arn:aws:s3:::bucket/a/b", request.Resource);
        Assert.Equal(Policy, request.ResourcePolicy);
    }

    [Fact]
    public void ListObjects_AsksWithThePrefix()
    {
        _engine.ListObjects(_role, new() { Keys = new() { Bucket = "bucket", Prefix = "incoming/", Delimiter = "/" } });

        var (_, request) = _authorizer.Asked.Single();
        Assert.Equal("s3:ListBucket", request.Action);
        Assert.Equal("arn:aws:s3:::bucket", request.Resource);
        Assert.Equal("incoming/", request.ConditionKeys["s3:prefix"]);
        Assert.Equal("/", request.ConditionKeys["s3:delimiter"]);
    }

    [Fact]
    public void GetObject_MissingKeyWithoutListBucket_IsAccessDenied()
    {
        _authorizer.Allows = (_, request) => request.Action == "s3:GetObject";

        var error = Assert.Throws<AwsException>(() => _engine.GetObject(_role, new() { Bucket = "bucket", Key = "absent" }));

        Assert.Equal("AccessDenied", error.Code);
        Assert.Equal(403, error.Status);
    }

    [Fact]
    public void GetObject_MissingKeyWithListBucket_IsNoSuchKey()
    {
        var error = Assert.Throws<AwsException>(() => _engine.GetObject(_role, new() { Bucket = "bucket", Key = "absent" }));

        Assert.Equal("NoSuchKey", error.Code);
    }

    [Fact]
    public async Task CopyObject_AsksForBothEnds()
    {
        await _engine.PutObjectAsync(_state.Root, new() { Bucket = "bucket", Key = "a", Body = new MemoryStream() }, Token);
        _authorizer.Asked.Clear();

        await _engine.CopyObjectAsync(_role, new() { SourceBucket = "bucket", SourceKey = "a", Bucket = "bucket", Key = "b" }, Token);

        Assert.Equal(["s3:GetObject", "s3:PutObject"], _authorizer.Asked.Select(asked => asked.Request.Action));
    }

    [Fact]
    public async Task PutObject_Denied_StoresNothing()
    {
        _authorizer.Allows = (principal, _) => principal is Principal.Root;

        await Assert.ThrowsAsync<AwsException>(() =>
            _engine.PutObjectAsync(_role, new() { Bucket = "bucket", Key = "k", Body = new MemoryStream("x"u8.ToArray()) }, Token));

        Assert.Empty(_engine.ListObjects(_state.Root, new() { Keys = new() { Bucket = "bucket" } }).Contents);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_state.Folder, "s3"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task ApiService_PutThenGet_CarriesTextAndVersions()
    {
        var service = new S3Api(_engine).Service();
        var context = new ApiContext(_role.Principal, "r");
        await service.Operations["PutObject"].Handle(
            new() { ["Bucket"] = "bucket", ["Key"] = "k", ["Body"] = new JsonObject { ["rows"] = 3 }, ["ContentType"] = "application/json" }, context, Token);

        var got = await service.Operations["GetObject"].Handle(new() { ["Bucket"] = "bucket", ["Key"] = "k" }, context, Token);

        Assert.Equal("""{"rows":3}""", got["Body"]!.ToString());
        Assert.Equal("application/json", got["ContentType"]!.ToString());
    }

    [Fact]
    public async Task Transfer_FolderUpAndDown_KeepsTheTree()
    {
        var transfer = new S3Transfer(_engine);
        var up = Directory.CreateDirectory(Path.Combine(_state.Folder, "up", "sub")).Parent!.FullName;
        await File.WriteAllTextAsync(Path.Combine(up, "a.txt"), "A", Token);
        await File.WriteAllTextAsync(Path.Combine(up, "sub", "b.txt"), "B", Token);
        await transfer.UploadFolderAsync(_role, "bucket", "out", up, Token);

        await transfer.DownloadPrefixAsync(_role, "bucket", "out/", Path.Combine(_state.Folder, "down"), Token);

        Assert.Equal("B", await File.ReadAllTextAsync(Path.Combine(_state.Folder, "down", "sub", "b.txt"), Token));
    }

    [Fact]
    public async Task Transfer_KeyThatLeavesTheFolder_IsRefusedBeforeWriting()
    {
        await _engine.PutObjectAsync(_role, new() { Bucket = "bucket", Key = "in/a.txt", Body = new MemoryStream() }, Token);
        await _engine.PutObjectAsync(_role, new() { Bucket = "bucket", Key = "in/../../evil", Body = new MemoryStream() }, Token);
        var folder = Path.Combine(_state.Folder, "down", "x");

        await Assert.ThrowsAsync<AwsException>(() => new S3Transfer(_engine).DownloadPrefixAsync(_role, "bucket", "in/", folder, Token));

        Assert.False(Directory.Exists(folder));
    }
}
