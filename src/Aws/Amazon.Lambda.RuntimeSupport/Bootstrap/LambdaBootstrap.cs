using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// A Lambda runtime: asks the Runtime API for invocations, one at a time, and answers each with the handler's result or
/// error. An error of the Runtime API itself ends it.
/// </summary>
public class LambdaBootstrap : IDisposable
{
    /// <summary>An execution environment may be frozen for hours while it waits for an invocation.</summary>
    private static readonly TimeSpan RuntimeApiTimeout = TimeSpan.FromHours(12);

    private readonly HttpClient _http;
    private readonly bool _ownsHttp;
    private readonly LambdaBootstrapHandler _handler;
    private readonly LambdaBootstrapInitializer _initializer;
    private readonly RuntimeSession _session;
    private bool _isDisposed;

    public LambdaBootstrap(HttpClient httpClient, LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer = null)
        : this(httpClient, false, handler, new RuntimeSettings(initializer, null, null))
    {
    }

    public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer = null)
        : this(ConstructHttpClient(), true, handler, new RuntimeSettings(initializer, null, null))
    {
    }

    public LambdaBootstrap(
        LambdaBootstrapHandler handler, LambdaBootstrapOptions lambdaBootstrapOptions, LambdaBootstrapInitializer initializer = null)
        : this(ConstructHttpClient(), true, handler, new RuntimeSettings(initializer, lambdaBootstrapOptions, null))
    {
    }

    public LambdaBootstrap(HandlerWrapper handlerWrapper, LambdaBootstrapInitializer initializer = null)
        : this(ConstructHttpClient(), true, handlerWrapper.Handler, new RuntimeSettings(initializer, null, handlerWrapper.Serializer))
    {
    }

    public LambdaBootstrap(
        HandlerWrapper handlerWrapper, LambdaBootstrapOptions lambdaBootstrapOptions, LambdaBootstrapInitializer initializer = null)
        : this(
            ConstructHttpClient(), true, handlerWrapper.Handler,
            new RuntimeSettings(initializer, lambdaBootstrapOptions, handlerWrapper.Serializer))
    {
    }

    public LambdaBootstrap(HttpClient httpClient, HandlerWrapper handlerWrapper, LambdaBootstrapInitializer initializer = null)
        : this(httpClient, false, handlerWrapper.Handler, new RuntimeSettings(initializer, null, handlerWrapper.Serializer))
    {
    }

    public LambdaBootstrap(
        HttpClient httpClient, HandlerWrapper handlerWrapper, LambdaBootstrapOptions lambdaBootstrapOptions,
        LambdaBootstrapInitializer initializer = null)
        : this(
            httpClient, false, handlerWrapper.Handler,
            new RuntimeSettings(initializer, lambdaBootstrapOptions, handlerWrapper.Serializer))
    {
    }

    private LambdaBootstrap(HttpClient http, bool ownsHttp, LambdaBootstrapHandler handler, RuntimeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(http, "httpClient");
        ArgumentNullException.ThrowIfNull(handler);
        _http = http;
        _http.Timeout = RuntimeApiTimeout;
        _ownsHttp = ownsHttp;
        _handler = handler;
        _initializer = settings.Initializer;
        _session = RuntimeSession.Open(http, settings);
    }

    /// <summary>Serves invocations until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_initializer is not null && !await InitializeAsync(cancellationToken))
        {
            return;
        }

        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await ServeNextAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Being told to stop is how a runtime ends.
        }
    }

    public static HttpClient ConstructHttpClient()
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"aws-lambda-dotnet/{Environment.Version}");
        return http;
    }

    public void Dispose() => Dispose(true);

    protected virtual void Dispose(bool disposing)
    {
        if (!_isDisposed && disposing && _ownsHttp)
        {
            _http.Dispose();
        }

        _isDisposed = true;
    }

    private async Task<bool> InitializeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _initializer();
        }
        catch (Exception exception)
        {
            _session.LogUnhandled(exception);
            await _session.Client.ReportInitErrorAsync(exception, cancellationToken);
            throw;
        }
    }

    private async Task ServeNextAsync(CancellationToken cancellationToken)
    {
        using var invocation = await _session.NextAsync(cancellationToken);
        var requestId = invocation.LambdaContext.AwsRequestId;
        InvocationResponse response;
        try
        {
            response = await _handler(invocation);
        }
        catch (Exception exception)
        {
            _session.LogUnhandled(exception);
            await _session.Client.ReportErrorAsync(requestId, exception, cancellationToken);
            return;
        }

        await _session.RespondAsync(requestId, response, cancellationToken);
    }
}
