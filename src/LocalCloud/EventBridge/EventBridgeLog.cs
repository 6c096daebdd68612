using Microsoft.Extensions.Logging;

namespace LocalCloud.EventBridge;

internal static partial class EventBridgeLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Rule {Rule}: an event could not be delivered to {Target}: {Reason}")]
    public static partial void DeliveryFailed(this ILogger logger, string rule, string target, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Rule {Rule}: an event is lost, its dead-letter queue {Queue} refused it: {Reason}")]
    public static partial void DeadLetterLost(this ILogger logger, string rule, string queue, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Rule {Rule}: the delivery to {Target} broke; it is taken up again after the next start")]
    public static partial void DeliveryBroke(this ILogger logger, Exception problem, string rule, string target);

    [LoggerMessage(Level = LogLevel.Error, Message = "Schedules could not fire; they are tried again in a minute")]
    public static partial void ScheduleBroke(this ILogger logger, Exception problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PutEvents to the event bus {Bus}, which does not exist: the event is dropped, as on AWS")]
    public static partial void UnknownBus(this ILogger logger, string bus);
}
