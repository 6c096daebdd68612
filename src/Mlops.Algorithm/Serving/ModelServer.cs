using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mlops.Algorithm.Scoring;

namespace Mlops.Algorithm.Serving;

/// <summary>SageMaker's serving contract over HTTP: <c>GET /ping</c> and <c>POST /invocations</c>. It listens only once the model is loaded and has scored a row, so an answered ping means ready.</summary>
/// <remarks>Kestrel without a host: two paths need neither routing nor services, and files and variables that configure ASP.NET must not reach a model's server.</remarks>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly KestrelServer _kestrel;
    private readonly ModelApplication _application;

    public ModelServer(Scorer scorer, IPAddress address, int port)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http1);

        // Scoring waits for nothing, so it may run where the bytes arrive; and SageMaker keeps few connections, which may keep their buffers.
        var sockets = new SocketTransportOptions { UnsafePreferInlineScheduling = true, WaitForDataBeforeAllocatingBuffer = false };
        var transport = new SocketTransportFactory(Options.Create(sockets), NullLoggerFactory.Instance);
        _kestrel = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        _application = new ModelApplication(new InvocationEndpoint(scorer));
    }

    /// <summary>Where it listens, once it is started.</summary>
    public Uri Address => new(_kestrel.Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public Task StartAsync(CancellationToken cancellationToken) => _kestrel.StartAsync(_application, cancellationToken);

    /// <summary>Takes no more requests and waits for those that are being answered, until cancelled.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _kestrel.StopAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        _kestrel.Dispose();
        return ValueTask.CompletedTask;
    }
}
