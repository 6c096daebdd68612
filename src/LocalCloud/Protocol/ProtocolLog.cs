using Microsoft.Extensions.Logging;

namespace LocalCloud.Protocol;

internal static partial class ProtocolLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Service} {Operation} failed unexpectedly (request {RequestId})")]
    public static partial void Unexpected(this ILogger logger, Exception problem, string service, string operation, string requestId);
}
