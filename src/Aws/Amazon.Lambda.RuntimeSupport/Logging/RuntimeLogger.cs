using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Writes log lines to standard output as Lambda's own runtime does: tab-separated text or JSON, with the request's id,
/// from the configured level on. Thread-safe.
/// </summary>
internal sealed class RuntimeLogger : ILambdaLogger
{
    private readonly TextWriter _output;
    private readonly TimeProvider _clock;
    private readonly LogLevel _minimum;
    private readonly bool _isJson;
    private readonly bool _isBare;
    private RuntimeApiHeaders _invocation;

    public RuntimeLogger(RuntimeEnvironment environment, TextWriter output, TimeProvider clock)
    {
        _output = output;
        _clock = clock;
        _minimum = Parse(environment.LogLevel) ?? LogLevel.Information;
        _isJson = string.Equals(environment.LogFormat, "JSON", StringComparison.OrdinalIgnoreCase);
        _isBare = string.Equals(environment.LogFormat, "Unformatted", StringComparison.OrdinalIgnoreCase);
    }

    public void Begin(RuntimeApiHeaders invocation) => _invocation = invocation;

    public void Log(string message) => _output.Write(message);

    public void LogLine(string message) => Write(nameof(LogLevel.Information), null, message, []);

    public void Log(string level, string message) => Write(level, null, message, []);

    public void Log(string level, string message, params object[] args) => Write(level, null, message, args);

    public void Log(string level, Exception exception, string message, params object[] args) => Write(level, exception, message, args);

    public void Write(string level, Exception exception, string template, object[] arguments)
    {
        var known = Parse(level);
        if (known < _minimum)
        {
            return;
        }

        var entry = new LogEntry
        {
            Time = _clock.GetUtcNow(),
            Level = known?.ToString() ?? level ?? nameof(LogLevel.Information),
            RequestId = _invocation?.AwsRequestId,
            TraceId = _invocation?.TraceId,
            TenantId = _invocation?.TenantId,
            Message = MessageTemplate.Parse(template),
            Arguments = arguments ?? [],
            Exception = exception,
        };
        var line = _isJson ? entry.ToJson() : entry.ToText(!_isBare);
        lock (_output)
        {
            _output.WriteLine(line);
        }
    }

    /// <summary>Lambda's console spells levels in its own way: FATAL, WARN, INFO.</summary>
    private static LogLevel? Parse(string level) => level?.ToUpperInvariant() switch
    {
        "FATAL" => LogLevel.Critical,
        "WARN" => LogLevel.Warning,
        "INFO" => LogLevel.Information,
        var other => Enum.TryParse<LogLevel>(other, true, out var parsed) ? parsed : null,
    };
}
