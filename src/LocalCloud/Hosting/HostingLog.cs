using Microsoft.Extensions.Logging;

namespace LocalCloud.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Engine} could not be stopped in order")]
    public static partial void NotStopped(this ILogger logger, Exception problem, string engine);
}
