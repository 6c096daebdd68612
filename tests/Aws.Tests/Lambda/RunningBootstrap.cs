using Amazon.Lambda.RuntimeSupport;
using Aws.Tests.Support;

namespace Aws.Tests.Lambda;

/// <summary>A bootstrap that runs against a Runtime API until it is disposed.</summary>
internal sealed class RunningBootstrap : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly LambdaBootstrap _bootstrap;

    public RunningBootstrap(LambdaBootstrapBuilder builder, RuntimeApi api)
    {
        _bootstrap = builder.ConfigureOptions(options => options.RuntimeApiEndpoint = api.HostAndPort).Build();
        Run = _bootstrap.RunAsync(_stop.Token);
    }

    public Task Run { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Run.ContinueWith(_ => { }, TaskScheduler.Default); // a test that expects a failure has looked at it
        _bootstrap.Dispose();
        _stop.Dispose();
    }
}
