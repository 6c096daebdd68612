using System.Net.Sockets;
using LocalCloud.Api;
using LocalCloud.CloudFormation;
using LocalCloud.Faults;
using LocalCloud.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Hosting;

/// <summary>
/// A cloud that runs: one loopback endpoint for every service, one state folder. Dispose it to stop; whatever was under way
/// goes on when a cloud is started on the same folder.
/// </summary>
public sealed class LocalCloudHost : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly DocumentStore _store;
    private readonly FileStream _lock;
    private readonly Engines _engines;

    private LocalCloudHost(WebApplication web, DocumentStore store, FileStream stateLock, Engines engines)
    {
        (_web, _store, _lock, _engines) = (web, store, stateLock, engines);
    }

    public Uri Endpoint => _engines.Cloud.Endpoint;

    /// <summary>What is to go wrong in this cloud.</summary>
    public FaultPlan Faults => _engines.Faults;

    /// <summary>Real seconds that job containers have worked since this cloud was started.</summary>
    public TimeSpan JobTime => _engines.SageMaker.Meter.Total;

    public IEnumerable<StackRecord> Stacks => _engines.Deployer.Stacks;

    /// <summary>What is served here, kind by kind.</summary>
    public IReadOnlyList<FeatureGroup> Supported => _engines.Supported;

    /// <exception cref="IOException">The port or the state folder is in use.</exception>
    public static async Task<LocalCloudHost> StartAsync(LocalCloudOptions options, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.StateFolder);
        var stateLock = Lock(options.StateFolder);
        RequestDelegate? serve = null;
        DocumentStore? store = null;
        Engines? engines = null;
        var web = Build(options, context => serve is null ? NotReady(context) : serve(context));
        try
        {
            await ListenAsync(web, options, cancellationToken);
            var cloud = new CloudIdentity
            {
                Account = options.Account,
                Region = options.Region,
                StateFolder = options.StateFolder,
                Endpoint = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
            };
            store = new DocumentStore(Path.Combine(options.StateFolder, "state.db"));
            engines = new Engines(cloud, store, options, web.Services.GetRequiredService<ILoggerFactory>());
            serve = engines.ServeAsync;
            await engines.StartAsync();
            return new LocalCloudHost(web, store, stateLock, engines);
        }
        catch
        {
            // What has been started holds processes, which would outlive a cloud that did not come up.
            if (engines is not null)
            {
                await engines.DisposeAsync();
            }

            await web.DisposeAsync();
            store?.Dispose();
            await stateLock.DisposeAsync();
            throw;
        }
    }

    /// <summary>Deploys a synthesized CDK app; see <see cref="StackDeployer.DeployAsync"/>.</summary>
    public Task DeployAsync(string assemblyFolder, IProgress<ResourceEvent> progress, CancellationToken cancellationToken) =>
        _engines.Deployer.DeployAsync(CloudAssembly.Load(assemblyFolder), progress, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // Engines first: what they still do needs the endpoint; the store last: everybody writes to it. One that fails to
        // stop must not keep the state locked.
        try
        {
            await _engines.DisposeAsync();
        }
        finally
        {
            await _web.DisposeAsync();
            _store.Dispose();
            await _lock.DisposeAsync();
        }
    }

    private static WebApplication Build(LocalCloudOptions options, RequestDelegate handle)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(System.Net.IPAddress.Loopback, options.Port);
        });
        var web = builder.Build();
        web.Run(handle);
        return web;
    }

    private static async Task ListenAsync(WebApplication web, LocalCloudOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await web.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is { } inner && (inner is SocketException || inner.InnerException is SocketException))
        {
            throw new IOException($"Port {options.Port} on 127.0.0.1 is in use; choose another port.", e);
        }
    }

    private static FileStream Lock(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new IOException($"The state folder {folder} is in use by another LocalCloud.", e);
        }
    }

    private static Task NotReady(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync("The LocalCloud is starting.");
    }
}
