using Microsoft.Extensions.Logging;

namespace LocalCloud.Processes;

internal static partial class ComputeLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Background work for {Subject} failed unexpectedly; it is taken up again after the next start")]
    public static partial void BackgroundFailed(this ILogger logger, Exception problem, string subject);
}
