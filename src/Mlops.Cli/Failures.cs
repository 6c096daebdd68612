using System.Net.Sockets;
using Amazon.Runtime;
using LocalCloud.Api;
using LocalCloud.CloudFormation;
using Microsoft.Data.Sqlite;

namespace Mlops.Cli;

/// <summary>What to tell the user of an exception, in words that name the cause and the cure, and with which exit code to end.</summary>
internal static class Failures
{
    /// <summary>As a shell reports a process that Ctrl-C ended.</summary>
    public const int Stopped = 130;

    private const string NoAnswer = "The endpoint does not answer. Start a LocalCloud with 'mlops up', or check --endpoint and AWS_ENDPOINT_URL.";

    /// <summary>ENOSPC as the runtime reports it, and SQLITE_FULL.</summary>
    private const int DiskFull = 28;
    private const int DatabaseFull = 13;

    /// <summary>A null message stands for a defect of the product: nobody has words for it but its stack trace.</summary>
    public static (string? Message, int Code) Explain(Exception e) => e switch
    {
        CliException cli => (cli.Message, cli.ExitCode),
        TemplateException template => (template.Message, ExitCode.Usage),
        _ when IsDiskFull(e) => ("The disk is full. Free some space and try again.", ExitCode.Usage),
        DeploymentException deployment => (deployment.Message, ExitCode.Failure),
        OperationCanceledException => ("Stopped.", Stopped),
        AmazonServiceException { ErrorCode: { Length: > 0 } code } service => ($"{code}: {service.Message}", ExitCode.Failure),
        _ when IsUnreachable(e) => (NoAnswer, ExitCode.Usage),
        AmazonServiceException service => ($"The endpoint answers, but not as AWS does ({(int)service.StatusCode}); check --endpoint and AWS_ENDPOINT_URL.", ExitCode.Usage),
        AmazonClientException client => (client.Message, ExitCode.Usage),
        AwsException { Status: 503 } unable => (unable.Message, ExitCode.Usage),
        AwsException aws => ($"{aws.Code}: {aws.Message}", ExitCode.Failure),
        IOException or UnauthorizedAccessException => (e.Message, ExitCode.Usage),
        _ => (null, ExitCode.Failure),
    };

    private static bool IsUnreachable(Exception e) =>
        e is AmazonClientException or HttpRequestException && Causes(e).Any(cause => cause is SocketException or HttpRequestException);

    private static bool IsDiskFull(Exception e) =>
        Causes(e).Any(cause => cause is IOException { HResult: DiskFull } or SqliteException { SqliteErrorCode: DatabaseFull });

    private static IEnumerable<Exception> Causes(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
