using Amazon.Runtime;
using Amazon.S3;
using LocalCloud.Api;
using LocalCloud.S3;
using LocalCloud.S3.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Tests.S3;

/// <summary>The S3 engine behind its HTTP endpoint on a free loopback port, and AWS's own client for it.</summary>
public sealed class S3TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestState _state = new();

    private S3TestServer()
    {
        Engine = new(_state.Identity, _state.Store, TimeProvider.System, Authorizer, () => Publisher, bucket => Elsewhere(bucket));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        _app = builder.Build();
        var handler = new S3HttpHandler(Engine, _ => ValueTask.FromResult(Caller));
        _app.Run(handler.HandleAsync);
    }

    public S3Engine Engine { get; }

    internal FakeAuthorizer Authorizer { get; } = new();

    internal FakePublisher Publisher { get; } = new();

    internal TestState State => _state;

    /// <summary>The other account that has a bucket.</summary>
    internal Func<string, S3Engine?> Elsewhere { get; set; } = _ => null;

    internal Principal Caller { get; set; } = new Principal.Root("000000000000");

    public Uri Address { get; private set; } = null!;

    public AmazonS3Client Client { get; private set; } = null!;

    public static async Task<S3TestServer> StartAsync()
    {
        var server = new S3TestServer();
        await server._app.StartAsync();
        server.Address = new(server._app.Urls.First());
        server.Client = server.NewClient();
        return server;
    }

    public AmazonS3Client NewClient() => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonS3Config { ServiceURL = Address.ToString(), ForcePathStyle = true, MaxErrorRetry = 0, AuthenticationRegion = "us-east-1" });

    /// <summary>A fresh bucket's name, the bucket created.</summary>
    public async Task<string> NewBucketAsync(bool versioned = false, bool eventBridge = false)
    {
        var name = $"bucket-{Guid.NewGuid():n}";
        await Client.PutBucketAsync(name);
        if (versioned)
        {
            Engine.Buckets.PutVersioning(State.Root, name, VersioningStatus.Enabled);
        }

        if (eventBridge)
        {
            Engine.Buckets.PutNotification(State.Root, name, eventBridge: true);
        }

        return name;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _state.Dispose();
    }
}
