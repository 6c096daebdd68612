using Microsoft.Extensions.Logging;

namespace LocalCloud.CloudWatch;

internal static partial class CloudWatchLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Alarm {Alarm}: {Target} failed: {Reason}")]
    public static partial void NoticeFailed(this ILogger logger, string alarm, string target, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Alarms could not be evaluated")]
    public static partial void EvaluationBroke(this ILogger logger, Exception problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Alarm {Alarm} could not be evaluated; it keeps its state")]
    public static partial void AlarmBroke(this ILogger logger, Exception problem, string alarm);

    [LoggerMessage(Level = LogLevel.Error, Message = "What changes of state set going could not be done")]
    public static partial void NoticesBroke(this ILogger logger, Exception problem);
}
