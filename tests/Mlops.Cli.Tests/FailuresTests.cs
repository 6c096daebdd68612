using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using LocalCloud.Api;
using LocalCloud.CloudFormation;
using Microsoft.Data.Sqlite;

namespace Mlops.Cli.Tests;

public sealed class FailuresTests
{
    public static TheoryData<Exception, int, string> Known { get; } = new()
    {
        { new CliException("no such pipeline"), ExitCode.Usage, "no such pipeline" },
        { new CliException("the run failed", ExitCode.Failure), ExitCode.Failure, "the run failed" },
        { new TemplateException([]), ExitCode.Usage, "templates cannot be deployed" },
        { new DeploymentException("Stack", new("Stack", "Bucket", "AWS::S3::Bucket", "CREATE_FAILED", "no"), null), ExitCode.Failure, "Stack/Bucket" },
        { new OperationCanceledException(), Failures.Stopped, "Stopped." },
        { new AmazonServiceException("not yours", null, ErrorType.Sender, "AccessDenied", "1", HttpStatusCode.Forbidden), ExitCode.Failure, "AccessDenied: not yours" },
        { new AmazonServiceException("?", null, ErrorType.Unknown, null, "1", HttpStatusCode.NotImplemented), ExitCode.Usage, "not as AWS does (501)" },
        { new AmazonClientException("x", new HttpRequestException("x", new SocketException(111))), ExitCode.Usage, "mlops up" },
        { new HttpRequestException("x", new SocketException(111)), ExitCode.Usage, "mlops up" },
        { new AmazonClientException("no credentials"), ExitCode.Usage, "no credentials" },
        { new IOException("No space left on device", 28), ExitCode.Usage, "The disk is full" },
        { new IOException("wrapped", new IOException("No space left on device", 28)), ExitCode.Usage, "The disk is full" },
        { new SqliteException("database or disk is full", 13), ExitCode.Usage, "The disk is full" },
        { new AwsException("ServiceUnavailable", 503, "No space is left"), ExitCode.Usage, "No space is left" },
        { new AwsException("ValidationException", 400, "no such role"), ExitCode.Failure, "ValidationException: no such role" },
        { new IOException("Port 4566 on 127.0.0.1 is in use"), ExitCode.Usage, "Port 4566" },
        { new FileNotFoundException("no file x"), ExitCode.Usage, "no file x" },
        { new UnauthorizedAccessException("Access to /x is denied"), ExitCode.Usage, "/x is denied" },
    };

    [Theory]
    [MemberData(nameof(Known), DisableDiscoveryEnumeration = true)]
    public void Explain_KnownFailure_HasItsWordsAndCode(Exception failure, int code, string words)
    {
        var (message, actual) = Failures.Explain(failure);

        Assert.Equal(code, actual);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_Defect_HasNoWords() => Assert.Equal((null, ExitCode.Failure), Failures.Explain(new InvalidOperationException("a bug")));
}
