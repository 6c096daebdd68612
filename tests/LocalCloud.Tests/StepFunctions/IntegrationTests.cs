using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Time;

namespace LocalCloud.Tests.StepFunctions;

public sealed class IntegrationTests
{
    private const string Function = "arn:aws:lambda:us-east-1:000000000000:function:f";

    [Fact]
    public async Task LambdaInvoke_Answered_GivesPayloadAndStatus()
    {
        await using var cloud = new StepFunctionsFixture();
        cloud.Answer("lambda:Invoke", input => new() { ["StatusCode"] = 200, ["ExecutedVersion"] = "$LATEST", ["Payload"] = $$$"""{"got":{{{input["Payload"]}}}}""" });

        var end = await cloud.RunAsync(Machines.Task("arn:aws:states:::lambda:invoke", $$$"""{"FunctionName":"{{{Function}}}","Payload":{"x.$":"$.v"}}"""), """{"v":7}""");

        var output = JsonNode.Parse(end["output"]!.GetValue<string>())!;
        Assert.Equal(7, output["Payload"]!["got"]!["x"]!.GetValue<int>());
        Assert.Equal(200, output["SdkHttpMetadata"]!["HttpStatusCode"]!.GetValue<int>());
        Assert.Equal("arn:aws:sts::000000000000:assumed-role/machine/run", cloud.Calls.Single().Caller.Arn);
    }

    [Theory]
    [InlineData("""{"errorType":"BadData","errorMessage":"m"}""", "BadData")]
    [InlineData("oops", "Lambda.Unknown")]
    public async Task LambdaInvoke_FunctionError_HasTheFunctionsErrorType(string payload, string error)
    {
        await using var cloud = new StepFunctionsFixture();
        cloud.Answer("lambda:Invoke", _ => new() { ["StatusCode"] = 200, ["FunctionError"] = "Unhandled", ["Payload"] = payload });

        var end = await cloud.RunAsync(Machines.Task(Function));

        Assert.Equal(error, end["error"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("arn:aws:states:::aws-sdk:s3:getObject", "s3:GetObject", "NoSuchKey", "S3.NoSuchKeyException")]
    [InlineData("arn:aws:states:::aws-sdk:s3:getObject", "s3:GetObject", "AccessDenied", "S3.S3Exception")]
    [InlineData("arn:aws:states:::aws-sdk:cloudwatch:putMetricData", "cloudwatch:PutMetricData", "InvalidParameterValue", "CloudWatch.InvalidParameterValueException")]
    [InlineData("arn:aws:states:::aws-sdk:cloudwatch:setAlarmState", "cloudwatch:SetAlarmState", "ResourceNotFound", "CloudWatch.ResourceNotFoundException")]
    [InlineData("arn:aws:states:::aws-sdk:cloudwatch:putMetricAlarm", "cloudwatch:PutMetricAlarm", "ValidationException", "CloudWatch.CloudWatchException")]
    [InlineData("arn:aws:states:::aws-sdk:sagemaker:describeModel", "sagemaker:DescribeModel", "ValidationException", "SageMaker.SageMakerException")]
    [InlineData("arn:aws:states:::aws-sdk:sagemaker:updateEndpoint", "sagemaker:UpdateEndpoint", "ResourceLimitExceeded", "SageMaker.ResourceLimitExceededException")]
    [InlineData("arn:aws:states:::sagemaker:createModel", "sagemaker:CreateModel", "ValidationException", "SageMaker.AmazonSageMakerException")]
    public async Task Task_RefusedByItsService_HasAwssErrorName(string resource, string call, string code, string error)
    {
        await using var cloud = new StepFunctionsFixture();
        cloud.Answer(call, _ => throw new AwsException(code, 400, "No."));

        var end = await cloud.RunAsync(Machines.Task(resource));

        Assert.Equal(error, end["error"]!.GetValue<string>());
        Assert.StartsWith("No. (Service: ", end["cause"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutEvents_WithAFailedEntry_Fails()
    {
        await using var cloud = new StepFunctionsFixture();
        cloud.Answer("events:PutEvents", _ => new() { ["FailedEntryCount"] = 1, ["Entries"] = new JsonArray(new JsonObject { ["ErrorCode"] = "MalformedDetail" }) });

        var end = await cloud.RunAsync(Machines.Task("arn:aws:states:::events:putEvents", """{"Entries":[{"Detail":{"a":1},"DetailType":"t","Source":"s"}]}"""));

        Assert.Equal("EventBridge.FailedEntry", end["error"]!.GetValue<string>());
        Assert.Equal("""{"a":1}""", cloud.Calls.Single().Input["Entries"]![0]!["Detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task PutEvents_OfTheOptimizedIntegration_NamesExecutionAndMachineAmongTheResources()
    {
        await using var cloud = new StepFunctionsFixture();
        cloud.Answer("events:PutEvents", _ => new() { ["FailedEntryCount"] = 0, ["Entries"] = new JsonArray(new JsonObject { ["EventId"] = "1" }) });

        await cloud.RunAsync(Machines.Task("arn:aws:states:::events:putEvents", """{"Entries":[{"Detail":{},"DetailType":"t","Source":"s","Resources":["arn:own"]}]}"""));

        Assert.Equal(
            ["arn:own", "arn:aws:states:us-east-1:000000000000:execution:m:run", "arn:aws:states:us-east-1:000000000000:stateMachine:m"],
            cloud.Calls.Single().Input["Entries"]![0]!["Resources"]!.AsArray().Select(resource => resource!.GetValue<string>()));
    }

    [Fact]
    public async Task PutEvents_OfTheSdkIntegration_AddsNoResourcesAndTellsOfFailedEntries()
    {
        await using var cloud = new StepFunctionsFixture();
        cloud.Answer("events:PutEvents", _ => new() { ["FailedEntryCount"] = 1, ["Entries"] = new JsonArray(new JsonObject { ["ErrorCode"] = "MalformedDetail" }) });

        var end = await cloud.RunAsync(Machines.Task("arn:aws:states:::aws-sdk:eventbridge:putEvents", """{"Entries":[{"Detail":"{}","DetailType":"t","Source":"s"}]}"""));

        Assert.Equal("SUCCEEDED", end["status"]!.GetValue<string>());
        Assert.Equal(1, JsonNode.Parse(end["output"]!.GetValue<string>())!["FailedEntryCount"]!.GetValue<int>());
        Assert.Null(cloud.Calls.Single().Input["Entries"]![0]!["Resources"]);
    }

    [Theory]
    [InlineData("Completed", "SUCCEEDED")]
    [InlineData("Failed", "FAILED")]
    public async Task TrainingJobSync_Ended_GivesItsDescription(string status, string expected)
    {
        await using var cloud = new StepFunctionsFixture();
        cloud.Answer("sagemaker:CreateTrainingJob", _ => new() { ["TrainingJobArn"] = "arn:job" });
        var described = 0;
        cloud.Answer("sagemaker:DescribeTrainingJob", input => new()
        {
            ["TrainingJobName"] = input["TrainingJobName"]!.GetValue<string>(),
            ["TrainingJobStatus"] = described++ == 0 ? "InProgress" : status,
        });

        var end = await cloud.RunAsync(Machines.Task("arn:aws:states:::sagemaker:createTrainingJob.sync", """{"TrainingJobName":"job-1"}"""));

        Assert.Equal(expected, end["status"]!.GetValue<string>());
        var description = JsonNode.Parse((end["output"] ?? end["cause"])!.GetValue<string>())!;
        Assert.Equal(("job-1", status), (description["TrainingJobName"]!.GetValue<string>(), description["TrainingJobStatus"]!.GetValue<string>()));
        Assert.Equal(expected == "FAILED" ? "States.TaskFailed" : null, end["error"]?.GetValue<string>());
    }

    [Fact]
    public async Task StartExecutionSync2_OfANestedMachine_GivesItsOutputParsed()
    {
        await using var cloud = new StepFunctionsFixture();
        var nested = await cloud.CreateAsync(Machines.Pass, "nested");
        var outer = await cloud.CreateAsync(
            Machines.Task("arn:aws:states:::states:startExecution.sync:2", $$$"""{"StateMachineArn":"{{{nested}}}","Input":{"a":1}}"""), "outer");

        var end = await cloud.EndAsync(await cloud.StartAsync(outer));

        Assert.Equal("SUCCEEDED", end["status"]!.GetValue<string>());
        Assert.Equal(1, JsonNode.Parse(end["output"]!.GetValue<string>())!["Output"]!["a"]!.GetValue<int>());
    }

    [Fact]
    public async Task TrainingJobSync_WhoseEventComes_EndsWithoutAnyTimePassing()
    {
        using var clock = new VirtualTimeProvider(0, DateTimeOffset.UnixEpoch);
        await using var cloud = new StepFunctionsFixture(clock);
        var status = "InProgress";
        cloud.Answer("sagemaker:CreateTrainingJob", _ => new() { ["TrainingJobArn"] = "arn:job" });
        cloud.Answer("sagemaker:DescribeTrainingJob", _ => new() { ["TrainingJobName"] = "j", ["TrainingJobStatus"] = Volatile.Read(ref status) });
        var execution = await cloud.StartAsync(
            await cloud.CreateAsync(Machines.Task("arn:aws:states:::sagemaker:createTrainingJob.sync", """{"TrainingJobName":"j"}""")));
        await cloud.UntilAsync(() => cloud.Calls.Any(call => call.Call == "sagemaker:DescribeTrainingJob"));

        await TellAsync("arn:another");
        Volatile.Write(ref status, "Completed");
        await TellAsync("arn:job");

        Assert.Equal("SUCCEEDED", (await cloud.EndAsync(execution))["status"]!.GetValue<string>());

        Task TellAsync(string resource) => cloud.Signals.PublishAsync(
            new("aws.sagemaker", "SageMaker Training Job State Change", [resource], new() { ["status"] = "RUNNING" }), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task StartExecutionSync_OfANestedMachine_EndsWithoutAnyTimePassing()
    {
        using var clock = new VirtualTimeProvider(0, DateTimeOffset.UnixEpoch);
        await using var cloud = new StepFunctionsFixture(clock);
        var nested = await cloud.CreateAsync(Machines.Pass, "nested");
        var outer = await cloud.CreateAsync(Machines.Task("arn:aws:states:::states:startExecution.sync", $$$"""{"StateMachineArn":"{{{nested}}}"}"""), "outer");

        var end = await cloud.EndAsync(await cloud.StartAsync(outer));

        Assert.Equal("SUCCEEDED", end["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task StopExecution_DuringAJob_StopsTheJob()
    {
        await using var cloud = new StepFunctionsFixture();
        cloud.Answer("sagemaker:CreateProcessingJob", _ => new() { ["ProcessingJobArn"] = "arn:job" });
        cloud.Answer("sagemaker:DescribeProcessingJob", _ => new() { ["ProcessingJobStatus"] = "InProgress" });
        cloud.Answer("sagemaker:StopProcessingJob", _ => []);
        var execution = await cloud.StartAsync(
            await cloud.CreateAsync(Machines.Task("arn:aws:states:::sagemaker:createProcessingJob.sync", """{"ProcessingJobName":"p"}""")));
        await cloud.UntilAsync(() => cloud.Calls.Any(call => call.Call == "sagemaker:DescribeProcessingJob"));

        await cloud.DoAsync("StopExecution", new() { ["executionArn"] = execution });

        Assert.Contains(cloud.Calls, call => call.Call == "sagemaker:StopProcessingJob" && call.Input["ProcessingJobName"]!.GetValue<string>() == "p");
    }

    [Fact]
    public async Task WaitForTaskToken_Answered_GoesOnWithTheAnswer()
    {
        await using var cloud = new StepFunctionsFixture();
        cloud.Answer("sqs:SendMessage", _ => new() { ["MessageId"] = "1" });
        var execution = await cloud.StartAsync(await cloud.CreateAsync(
            Machines.Task("arn:aws:states:::sqs:sendMessage.waitForTaskToken", """{"QueueUrl":"q","MessageBody":{"token.$":"$$.Task.Token"}}""")));
        await cloud.UntilAsync(() => !cloud.Calls.IsEmpty);
        var body = JsonNode.Parse(cloud.Calls.Single().Input["MessageBody"]!.GetValue<string>())!;

        await cloud.DoAsync("SendTaskSuccess", new() { ["taskToken"] = body["token"]!.GetValue<string>(), ["output"] = """{"ok":true}""" });

        var end = await cloud.EndAsync(execution);
        Assert.Equal("""{"ok":true}""", end["output"]!.GetValue<string>());
    }

    [Fact]
    public async Task SendTaskSuccess_WithNonsense_IsRefused()
    {
        await using var cloud = new StepFunctionsFixture();

        Assert.Equal("InvalidToken", (await Assert.ThrowsAsync<AwsException>(
            () => cloud.DoAsync("SendTaskSuccess", new() { ["taskToken"] = "x", ["output"] = "{}" }))).Code);
    }
}
