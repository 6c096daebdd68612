using Microsoft.Extensions.Logging;

namespace LocalCloud.CloudFormation;

internal static partial class CloudFormationLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The operation on stack {Stack} broke off")]
    public static partial void OperationBroken(this ILogger logger, Exception problem, string stack);
}
