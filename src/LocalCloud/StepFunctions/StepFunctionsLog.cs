using Microsoft.Extensions.Logging;

namespace LocalCloud.StepFunctions;

internal static partial class StepFunctionsLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Execution {Execution} failed because the engine could not go on with it")]
    public static partial void ExecutionBroke(this ILogger logger, Exception problem, string execution);

    [LoggerMessage(Level = LogLevel.Error, Message = "The status change of execution {Execution} could not be published; the next start tries again")]
    public static partial void NotAnnounced(this ILogger logger, Exception problem, string execution);
}
