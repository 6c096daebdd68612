using System.Net;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Aws.Tests.Support;

namespace Aws.Tests.Clients;

public sealed class StepFunctionsClientTests
{
    private static readonly StartExecutionRequest Start = new()
    {
        StateMachineArn = "arn:aws:states:eu-central-1:111122223333:stateMachine:retrain",
        Name = "upload-1",
        Input = """{"pipeline":"ridership"}""",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartExecution_Called_PostsItsMembersInCamelCase()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.StepFunctions(server);

        await client.StartExecutionAsync(Start, Cancel);

        var expected = new JsonObject
        {
            ["stateMachineArn"] = Start.StateMachineArn,
            ["name"] = Start.Name,
            ["input"] = Start.Input,
        };
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(server.Request.Body)), server.Request.Body);
    }

    [Theory]
    [InlineData("X-Amz-Target", "AWSStepFunctions.StartExecution")]
    [InlineData("Content-Type", "application/x-amz-json-1.0")]
    [InlineData("x-amz-api-version", "2016-11-23")]
    public async Task StartExecution_Called_SendsHeader(string name, string value)
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.StepFunctions(server);

        await client.StartExecutionAsync(Start, Cancel);

        Assert.Equal("POST /", $"{server.Request.Method} {server.Request.Path}");
        Assert.Equal(value, server.Request.Headers[name]);
    }

    [Fact]
    public async Task StartExecution_Called_IsSignedForTheService()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.StepFunctions(server);

        await client.StartExecutionAsync(Start, Cancel);

        Assert.Matches(
            "^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/eu-central-1/states/aws4_request, SignedHeaders=.*, Signature=[0-9a-f]{64}$",
            server.Request.Headers["Authorization"]);
    }

    [Fact]
    public async Task StartExecution_Answered_ReadsEpochSecondsAsUtc()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok("""{"executionArn":"arn:e","startDate":1700000000.5,"new":1}"""));
        using var client = ClientFor.StepFunctions(server);

        var response = await client.StartExecutionAsync(Start, Cancel);

        Assert.Equal("arn:e", response.ExecutionArn);
        Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, 500, DateTimeKind.Utc), response.StartDate);
        Assert.Equal(DateTimeKind.Utc, response.StartDate!.Value.Kind);
    }

    [Fact]
    public async Task Response_OfAnyOperation_CarriesItsMetadata()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok() with { Headers = new() { ["x-amzn-RequestId"] = "r-1" } });
        using var client = ClientFor.StepFunctions(server);

        var response = await client.SendTaskSuccessAsync(new SendTaskSuccessRequest { TaskToken = "t", Output = "{}" }, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.HttpStatusCode);
        Assert.Equal("r-1", response.ResponseMetadata.RequestId);
    }

    [Theory]
    [InlineData("ExecutionAlreadyExists", typeof(ExecutionAlreadyExistsException))]
    [InlineData("com.amazonaws.swf.service.v2.model#ExecutionAlreadyExists", typeof(ExecutionAlreadyExistsException))]
    [InlineData("StateMachineDoesNotExist", typeof(StateMachineDoesNotExistException))]
    [InlineData("InvalidName", typeof(InvalidNameException))]
    [InlineData("InvalidArn", typeof(InvalidArnException))]
    [InlineData("InvalidExecutionInput", typeof(InvalidExecutionInputException))]
    [InlineData("ExecutionLimitExceeded", typeof(ExecutionLimitExceededException))]
    [InlineData("AccessDeniedException", typeof(AmazonStepFunctionsException))]
    [InlineData("TaskDoesNotExist", typeof(AmazonStepFunctionsException))]
    public async Task StartExecution_ErrorInBody_ThrowsWhatTheOperationModels(string type, Type expected)
    {
        await using var server = await Loopback.StartAsync(Reply.Error(400, type));
        using var client = ClientFor.StepFunctions(server);

        var thrown = await Assert.ThrowsAnyAsync<AmazonStepFunctionsException>(() => client.StartExecutionAsync(Start, Cancel));

        Assert.IsType(expected, thrown);
        Assert.Equal("said so", thrown.Message);
        Assert.Equal(HttpStatusCode.BadRequest, thrown.StatusCode);
        Assert.Equal(type.Split('#')[^1], thrown.ErrorCode);
    }

    [Fact]
    public async Task Error_InHeaderOnly_ThrowsItsException()
    {
        var reply = new Reply(400, """{"message":"gone"}""") { Headers = { ["x-amzn-ErrorType"] = "ExecutionDoesNotExist:http://x/" } };
        await using var server = await Loopback.StartAsync(reply);
        using var client = ClientFor.StepFunctions(server);

        var thrown = await Assert.ThrowsAsync<ExecutionDoesNotExistException>(
            () => client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = "arn:e" }, Cancel));

        Assert.Equal("gone", thrown.Message);
    }

    [Fact]
    public async Task Error_WithFurtherMembers_CarriesThem()
    {
        var body = """{"__type":"ValidationException","message":"no","reason":"MISSING_REQUIRED_PARAMETER"}""";
        await using var server = await Loopback.StartAsync(new Reply(400, body));
        using var client = ClientFor.StepFunctions(server);

        var thrown = await Assert.ThrowsAsync<ValidationException>(() => client.StartExecutionAsync(Start, Cancel));

        Assert.Equal(ValidationExceptionReason.MISSING_REQUIRED_PARAMETER, thrown.Reason);
    }

    [Fact]
    public async Task GetExecutionHistory_Answered_ReadsEventsWithTheirDetails()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok("""
            {"events":[
              {"id":1,"previousEventId":0,"timestamp":1700000000,"type":"ExecutionStarted",
               "executionStartedEventDetails":{"input":"{}","inputDetails":{"truncated":false},"roleArn":"arn:r"}},
              {"id":2,"previousEventId":1,"timestamp":1700000001,"type":"TaskFailed",
               "taskFailedEventDetails":{"resourceType":"lambda","resource":"invoke","error":"E","cause":"C"}}],
             "nextToken":"n"}
            """));
        using var client = ClientFor.StepFunctions(server);

        var history = await client.GetExecutionHistoryAsync(
            new GetExecutionHistoryRequest { ExecutionArn = "arn:e", ReverseOrder = false, MaxResults = 2 }, Cancel);

        Assert.Equal("n", history.NextToken);
        Assert.Equal([HistoryEventType.ExecutionStarted, HistoryEventType.TaskFailed], history.Events.Select(e => e.Type));
        Assert.False(history.Events[0].ExecutionStartedEventDetails.InputDetails.Truncated);
        Assert.Equal("C", history.Events[1].TaskFailedEventDetails.Cause);
        Assert.Equal(1, history.Events[1].PreviousEventId);
        Assert.Null(history.Events[1].ExecutionStartedEventDetails);
    }

    [Fact]
    public async Task ListExecutions_Filtered_SendsConstantsAndNumbers()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok("""{"executions":[{"status":"SOMETHING_NEW","name":"a"}]}"""));
        using var client = ClientFor.StepFunctions(server);

        var response = await client.ListExecutionsAsync(
            new ListExecutionsRequest { StateMachineArn = "arn:m", StatusFilter = ExecutionStatus.RUNNING, MaxResults = 5 }, Cancel);

        Assert.Equal("""{"maxResults":5,"stateMachineArn":"arn:m","statusFilter":"RUNNING"}""", server.Request.Body);
        Assert.Equal("SOMETHING_NEW", response.Executions[0].Status.Value);
    }

    [Fact]
    public async Task Response_WithoutAList_LeavesItNull()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.StepFunctions(server);

        var response = await client.ListStateMachinesAsync(new ListStateMachinesRequest(), Cancel);

        Assert.Null(response.StateMachines);
    }

    [Fact]
    public async Task Call_CancelledWhileWaiting_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        await using var server = await Loopback.StartAsync(async _ =>
        {
            await cancelled.CancelAsync();
            return Reply.Ok();
        });
        using var client = ClientFor.StepFunctions(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = "arn:e" }, cancelled.Token));
    }

    [Fact]
    public void ServiceInterface_AskedForADefaultClient_MakesOne()
    {
        using var client = Default<IAmazonStepFunctions>(new BasicAWSCredentials("a", "b"));

        Assert.IsType<AmazonStepFunctionsClient>(client);
    }

    private static T Default<T>(AWSCredentials credentials)
        where T : IAmazonService
    {
        var config = T.CreateDefaultClientConfig();
        config.RegionEndpoint = Amazon.RegionEndpoint.EUWest1;
        return (T)T.CreateDefaultServiceClient(credentials, config);
    }
}
