using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Aws.Tests.Support;

namespace Aws.Tests.Clients;

public sealed class RetryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<int, string> Transient => new()
    {
        { 500, "InternalServerError" }, { 503, "ServiceUnavailable" }, { 400, "ThrottlingException" },
    };

    [Theory]
    [MemberData(nameof(Transient))]
    public async Task Call_FailingOnceForAWhile_IsRetried(int status, string code)
    {
        await using var server = await Loopback.StartAsync(Reply.Error(status, code), Reply.Ok("""{"executionArn":"arn:e"}"""));
        using var client = ClientFor.StepFunctions(server);

        var response = await client.StartExecutionAsync(new StartExecutionRequest { Name = "n", StateMachineArn = "arn:m" }, Cancel);

        Assert.Equal("arn:e", response.ExecutionArn);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(server.Requests[0].Body, server.Requests[1].Body);
    }

    [Fact]
    public async Task Call_FailingForGood_ThrowsAfterItsRetries()
    {
        await using var server = await Loopback.StartAsync(Reply.Error(500, "InternalServerError"));
        using var client = ClientFor.StepFunctions(server);

        var thrown = await Assert.ThrowsAsync<AmazonStepFunctionsException>(
            () => client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = "arn:e" }, Cancel));

        Assert.Equal("InternalServerError", thrown.ErrorCode);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("ValidationException")]
    [InlineData("ExecutionAlreadyExists")]
    public async Task Call_RefusedForItsContent_IsNotRetried(string code)
    {
        await using var server = await Loopback.StartAsync(Reply.Error(400, code));
        using var client = ClientFor.StepFunctions(server);

        await Assert.ThrowsAnyAsync<AmazonStepFunctionsException>(
            () => client.StartExecutionAsync(new StartExecutionRequest { Name = "n", StateMachineArn = "arn:m" }, Cancel));

        Assert.Single(server.Requests);
    }
}
