using Microsoft.Extensions.Logging;

namespace LocalCloud.Sns;

internal static partial class SnsLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Topic {Topic}: a message was not delivered to {Endpoint}: {Reason}")]
    public static partial void NotDelivered(this ILogger logger, string topic, string endpoint, string reason);
}
