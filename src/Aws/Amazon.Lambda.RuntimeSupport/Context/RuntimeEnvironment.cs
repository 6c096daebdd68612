#pragma warning disable RS0030 // Lambda hands a runtime its settings as environment variables: this is where they come in.

using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What Lambda's environment variables say of the function.</summary>
internal sealed class RuntimeEnvironment
{
    public string RuntimeApi { get; init; } = Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API");

    public string FunctionName { get; } = Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME");

    public string FunctionVersion { get; } = Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_VERSION");

    public string LogGroupName { get; } = Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_GROUP_NAME");

    public string LogStreamName { get; } = Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_STREAM_NAME");

    public string LogLevel { get; } =
        Environment.GetEnvironmentVariable("AWS_LAMBDA_HANDLER_LOG_LEVEL") ?? Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL");

    public string LogFormat { get; } =
        Environment.GetEnvironmentVariable("AWS_LAMBDA_HANDLER_LOG_FORMAT") ?? Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT");

    public int MemoryLimitInMB { get; } = int.TryParse(
        Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), CultureInfo.InvariantCulture, out var megabytes) ? megabytes : 0;

    /// <summary>Why this runtime cannot serve the execution environment it was started in; null when it can.</summary>
    public string Unsupported { get; } =
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_LAMBDA_MAX_CONCURRENCY"))
            ? "Lambda managed instances (AWS_LAMBDA_MAX_CONCURRENCY) are not supported: one invocation is served at a time."
            : Environment.GetEnvironmentVariable("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start"
                ? "SnapStart is not supported: turn it off for this function."
                : null;

    /// <summary>SDK clients and X-Ray read the trace of the current invocation from here.</summary>
    public static void SetTraceId(string traceId) => Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", traceId);
}
