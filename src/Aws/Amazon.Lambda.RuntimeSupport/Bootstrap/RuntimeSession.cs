using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>One execution environment's conversation with the Runtime API, and its log.</summary>
internal sealed class RuntimeSession(RuntimeApiClient client, RuntimeEnvironment environment, RuntimeLogger logger, ILambdaSerializer serializer)
{
    public RuntimeApiClient Client => client;

    public static RuntimeSession Open(HttpClient http, RuntimeSettings settings)
    {
        var environment = new RuntimeEnvironment();
        if (environment.Unsupported is { } reason)
        {
            throw new NotSupportedException(reason);
        }

        var endpoint = string.IsNullOrEmpty(settings.Options?.RuntimeApiEndpoint) ? environment.RuntimeApi : settings.Options.RuntimeApiEndpoint;
        var logger = new RuntimeLogger(environment, Console.Out, TimeProvider.System);
        LambdaLogger.SetSink(logger.Write);
        return new RuntimeSession(new RuntimeApiClient(http, endpoint), environment, logger, settings.Serializer);
    }

    public async Task<InvocationRequest> NextAsync(CancellationToken cancellationToken)
    {
        var (headers, payload) = await client.NextAsync(cancellationToken);
        logger.Begin(headers);
        RuntimeEnvironment.SetTraceId(headers.TraceId);
        LambdaTraceProvider.SetCurrentTraceId(headers.TraceId);
        return new InvocationRequest
        {
            InputStream = payload,
            LambdaContext = new LambdaContext(headers, environment, logger, TimeProvider.System) { Serializer = serializer },
        };
    }

    public async Task RespondAsync(string awsRequestId, InvocationResponse response, CancellationToken cancellationToken)
    {
        try
        {
            await client.RespondAsync(awsRequestId, response?.OutputStream, cancellationToken);
        }
        finally
        {
            if (response is { DisposeOutputStream: true })
            {
                await response.OutputStream.DisposeAsync();
            }
        }
    }

    public void LogUnhandled(Exception exception) => logger.Write(nameof(LogLevel.Error), exception, null, []);
}
