using System.Net.Sockets;
using LocalCloud.CloudFormation;
using LocalCloud.Faults;
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
    private readonly FileStream _lock;
    private readonly AccountSet _accounts;

    private LocalCloudHost(WebApplication web, FileStream stateLock, AccountSet accounts)
    {
        (_web, _lock, _accounts) = (web, stateLock, accounts);
    }

    private Engines First => _accounts.First;

    public Uri Endpoint => First.Cloud.Endpoint;

    /// <summary>What is to go wrong in this cloud's first account.</summary>
    public FaultPlan Faults => First.Faults;

    /// <summary>Real seconds that the job containers of all accounts have worked since this cloud was started.</summary>
    public TimeSpan JobTime => _accounts.JobTime;

    /// <summary>The stacks of all accounts.</summary>
    public IEnumerable<StackRecord> Stacks => _accounts.All.SelectMany(account => account.Deployer.Stacks);

    /// <summary>What is served here, kind by kind.</summary>
    public IReadOnlyList<FeatureGroup> Supported => First.Supported;

    /// <exception cref="IOException">The port or the state folder is in use.</exception>
    public static async Task<LocalCloudHost> StartAsync(LocalCloudOptions options, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.StateFolder);
        var stateLock = Lock(options.StateFolder);
        RequestDelegate? serve = null;
        AccountSet? accounts = null;
        var web = Build(options, context => serve is null ? NotReady(context) : serve(context));
        try
        {
            await ListenAsync(web, options, cancellationToken);
            var endpoint = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
            accounts = new AccountSet(endpoint, options, web.Services.GetRequiredService<ILoggerFactory>());
            serve = accounts.ServeAsync;
            await accounts.StartAsync();
            return new LocalCloudHost(web, stateLock, accounts);
        }
        catch
        {
            // What has been started holds processes, which would outlive a cloud that did not come up.
            if (accounts is not null)
            {
                await accounts.DisposeAsync();
            }

            await web.DisposeAsync();
            await stateLock.DisposeAsync();
            throw;
        }
    }

    /// <summary>Deploys a synthesized CDK app to the account that it was synthesized for, else to the first; see <see cref="StackDeployer.DeployAsync"/>.</summary>
    public Task DeployAsync(string assemblyFolder, IProgress<ResourceEvent> progress, CancellationToken cancellationToken) =>
        DeployAsync(CloudAssembly.Load(assemblyFolder), progress, cancellationToken);

    /// <inheritdoc cref="DeployAsync(string, IProgress{ResourceEvent}, CancellationToken)"/>
    public Task DeployAsync(CloudAssembly assembly, IProgress<ResourceEvent> progress, CancellationToken cancellationToken)
    {
        return _accounts.For(assembly).Deployer.DeployAsync(assembly, progress, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // Engines first: what they still do needs the endpoint. One that fails to stop must not keep the state locked.
        try
        {
            await _accounts.StopAsync();
        }
        finally
        {
            await _web.DisposeAsync();
            await _accounts.DisposeAsync();
            await _lock.DisposeAsync();
        }
    }

    private static WebApplication Build(LocalCloudOptions options, RequestDelegate handle)
    {
        // Nothing but what is said here: the defaults would read settings of the folder it is started in, and watch all below it.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
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
