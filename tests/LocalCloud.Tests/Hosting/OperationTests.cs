using System.Text.Json.Nodes;

namespace LocalCloud.Tests.Hosting;

/// <summary>Operations that read, list and clean up, on resources that a template made.</summary>
public sealed class OperationTests : IAsyncLifetime
{
    private const string Machine = "arn:aws:states:us-east-1:000000000000:stateMachine:m";
    private const string Topic = "arn:aws:sns:us-east-1:000000000000:t";
    private readonly CloudFixture _cloud = new();

    public async ValueTask InitializeAsync() => await _cloud.DeployAsync(Templates.OneOfEach);

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task DescribeEventBus_OfTheTemplates_TellsItsArn() =>
        Assert.Equal("arn:aws:events:us-east-1:000000000000:event-bus/mlops",
            (string?)(await _cloud.CallAsync("events", "DescribeEventBus", new() { ["Name"] = "mlops" }))["Arn"]);

    [Fact]
    public async Task DeleteEventBus_WithoutRules_IsGone()
    {
        await _cloud.CallAsync("events", "CreateEventBus", new() { ["Name"] = "other" });

        await _cloud.CallAsync("events", "DeleteEventBus", new() { ["Name"] = "other" });

        Assert.Equal("ResourceNotFoundException", (await _cloud.RefusalAsync("events", "DescribeEventBus", new() { ["Name"] = "other" })).Code);
    }

    [Fact]
    public async Task EnableRule_AfterDisableRule_IsDescribedAsEnabled()
    {
        var rule = await RuleAsync();

        await _cloud.CallAsync("events", "DisableRule", rule.DeepClone().AsObject());
        var disabled = await _cloud.CallAsync("events", "DescribeRule", rule.DeepClone().AsObject());
        await _cloud.CallAsync("events", "EnableRule", rule.DeepClone().AsObject());
        var enabled = await _cloud.CallAsync("events", "DescribeRule", rule);

        Assert.Equal(("DISABLED", "ENABLED"), ((string?)disabled["State"], (string?)enabled["State"]));
    }

    [Fact]
    public async Task RemoveTargets_OfARule_AreListedNoMore()
    {
        var rule = await RuleAsync();
        var target = new JsonObject { ["Rule"] = rule["Name"]!.DeepClone(), ["EventBusName"] = "mlops" };
        var remove = target.DeepClone().AsObject();
        remove["Ids"] = new JsonArray("q");

        await _cloud.CallAsync("events", "RemoveTargets", remove);

        Assert.Empty((await _cloud.CallAsync("events", "ListTargetsByRule", target))["Targets"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"source":["app"]}""", true)]
    [InlineData("""{"source":["other"]}""", false)]
    public async Task TestEventPattern_OfAnEvent_TellsWhetherItMatches(string pattern, bool matches)
    {
        const string anEvent = """{"id":"1","account":"0","source":"app","time":"2026-01-01T00:00:00Z","region":"us-east-1","resources":[],"detail-type":"t","detail":{}}""";

        var answer = await _cloud.CallAsync("events", "TestEventPattern", new() { ["EventPattern"] = pattern, ["Event"] = anEvent });

        Assert.Equal(matches, (bool)answer["Result"]!);
    }

    [Fact]
    public async Task ChangeMessageVisibility_ToZero_ShowsTheMessageAgain()
    {
        var (url, receipt) = await ReceiveAsync();

        await _cloud.CallAsync("sqs", "ChangeMessageVisibility", new() { ["QueueUrl"] = url, ["ReceiptHandle"] = receipt, ["VisibilityTimeout"] = 0 });

        Assert.Single((await _cloud.CallAsync("sqs", "ReceiveMessage", new() { ["QueueUrl"] = url }))["Messages"]!.AsArray());
    }

    [Fact]
    public async Task PurgeQueue_WithAMessage_LeavesNone()
    {
        var url = await QueueUrlAsync();
        await _cloud.CallAsync("sqs", "SendMessage", new() { ["QueueUrl"] = url, ["MessageBody"] = "x" });

        await _cloud.CallAsync("sqs", "PurgeQueue", new() { ["QueueUrl"] = url });

        Assert.Empty((await _cloud.CallAsync("sqs", "ReceiveMessage", new() { ["QueueUrl"] = url }))["Messages"] as JsonArray ?? []);
    }

    [Fact]
    public async Task DeleteQueue_OfAQueue_GetQueueUrlFindsItNoMore()
    {
        await _cloud.CallAsync("sqs", "DeleteQueue", new() { ["QueueUrl"] = await QueueUrlAsync() });

        Assert.Contains("NonExistentQueue",
            (await _cloud.RefusalAsync("sqs", "GetQueueUrl", new() { ["QueueName"] = "q" })).Code.Replace("QueueDoesNotExist", "NonExistentQueue"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetTopicAttributes_OfTheTemplates_TellThePolicy() =>
        Assert.Contains("events.amazonaws.com",
            (string?)(await _cloud.CallAsync("sns", "GetTopicAttributes", new() { ["TopicArn"] = Topic }))["Attributes"]!["Policy"], StringComparison.Ordinal);

    [Fact]
    public async Task DeleteTopic_OfATopic_IsListedNoMore()
    {
        await _cloud.CallAsync("sns", "DeleteTopic", new() { ["TopicArn"] = Topic });

        Assert.Empty((await _cloud.CallAsync("sns", "ListTopics"))["Topics"]!.AsArray());
    }

    [Fact]
    public async Task UpdateFunctionCode_FromS3_GetFunctionConfigurationTellsAnotherHash()
    {
        var name = new JsonObject { ["FunctionName"] = "f" };
        var before = (string?)(await _cloud.CallAsync("lambda", "GetFunctionConfiguration", name.DeepClone().AsObject()))["CodeSha256"];
        var update = name.DeepClone().AsObject();
        update["ZipFile"] = Convert.ToBase64String(Lambda.LambdaFixture.Zip(("bootstrap", "#!/bin/sh\n")));

        await _cloud.CallAsync("lambda", "UpdateFunctionCode", update);

        Assert.NotEqual(before, (string?)(await _cloud.CallAsync("lambda", "GetFunctionConfiguration", name))["CodeSha256"]);
    }

    [Fact]
    public async Task TagResource_OfAMachine_ListTagsForResourceTellsThem()
    {
        await _cloud.CallAsync("stepfunctions", "TagResource", new()
        {
            ["resourceArn"] = Machine,
            ["tags"] = new JsonArray(new JsonObject { ["key"] = "team", ["value"] = "ml" }),
        });

        var tags = await _cloud.CallAsync("stepfunctions", "ListTagsForResource", new() { ["resourceArn"] = Machine });
        Assert.Equal("ml", (string?)Assert.Single(tags["tags"]!.AsArray())!["value"]);
    }

    [Fact]
    public async Task DescribeStateMachineForExecution_OfAnExecution_IsItsMachine()
    {
        var execution = (await _cloud.CallAsync("stepfunctions", "StartExecution", new() { ["stateMachineArn"] = Machine }))["executionArn"]!;

        var described = await _cloud.CallAsync("stepfunctions", "DescribeStateMachineForExecution", new() { ["executionArn"] = execution.DeepClone() });

        Assert.Equal(Machine, (string?)described["stateMachineArn"]);
    }

    [Fact]
    public async Task DeleteStateMachine_OfAMachine_DescribeStateMachineFindsItNoMore()
    {
        var arn = new JsonObject { ["stateMachineArn"] = Machine };
        Assert.Equal("m", (string?)(await _cloud.CallAsync("stepfunctions", "DescribeStateMachine", arn.DeepClone().AsObject()))["name"]);

        await _cloud.CallAsync("stepfunctions", "DeleteStateMachine", arn.DeepClone().AsObject());

        Assert.Equal("StateMachineDoesNotExist", (await _cloud.RefusalAsync("stepfunctions", "DescribeStateMachine", arn)).Code);
    }

    [Theory]
    [InlineData("SendTaskHeartbeat")]
    [InlineData("SendTaskSuccess")]
    [InlineData("SendTaskFailure")]
    public async Task SendTask_UnknownToken_IsRefused(string operation)
    {
        var input = new JsonObject { ["taskToken"] = "none" };
        if (operation == "SendTaskSuccess")
        {
            input["output"] = "{}";
        }

        Assert.Contains((await _cloud.RefusalAsync("stepfunctions", operation, input)).Code, new[] { "InvalidToken", "TaskTimedOut", "TaskDoesNotExist" });
    }

    [Theory]
    [InlineData("ListTrainingJobs", "TrainingJobSummaries")]
    [InlineData("ListProcessingJobs", "ProcessingJobSummaries")]
    [InlineData("ListModels", "Models")]
    [InlineData("ListEndpointConfigs", "EndpointConfigs")]
    public async Task SageMakerList_OfNothing_IsEmpty(string operation, string member) =>
        Assert.Empty((await _cloud.CallAsync("sagemaker", operation))[member]!.AsArray());

    [Theory]
    [InlineData("DescribeModel", "ModelName")]
    [InlineData("DeleteModel", "ModelName")]
    [InlineData("DescribeEndpointConfig", "EndpointConfigName")]
    [InlineData("DeleteEndpointConfig", "EndpointConfigName")]
    [InlineData("StopProcessingJob", "ProcessingJobName")]
    public async Task SageMaker_OfWhatIsNotThere_NamesIt(string operation, string member) =>
        Assert.Contains("none", (await _cloud.RefusalAsync("sagemaker", operation, new() { [member] = "none" })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task DescribeModelPackageGroup_OfTheTemplates_TellsItsArn() =>
        Assert.Equal("arn:aws:sagemaker:us-east-1:000000000000:model-package-group/models",
            (string?)(await _cloud.CallAsync("sagemaker", "DescribeModelPackageGroup", new() { ["ModelPackageGroupName"] = "models" }))["ModelPackageGroupArn"]);

    [Fact]
    public async Task S3_FromInside_CopiesListsAndDeletes()
    {
        await _cloud.CallAsync("s3", "PutObject", new() { ["Bucket"] = "data", ["Key"] = "a", ["Body"] = "x" });
        await _cloud.CallAsync("s3", "CopyObject", new() { ["Bucket"] = "data", ["Key"] = "b", ["CopySource"] = "data/a" });
        Assert.Equal(1, (long)(await _cloud.CallAsync("s3", "HeadObject", new() { ["Bucket"] = "data", ["Key"] = "b" }))["ContentLength"]!);

        await _cloud.CallAsync("s3", "DeleteObject", new() { ["Bucket"] = "data", ["Key"] = "a" });

        var listed = await _cloud.CallAsync("s3", "ListObjectsV2", new() { ["Bucket"] = "data" });
        Assert.Equal("b", (string?)Assert.Single(listed["Contents"]!.AsArray())!["Key"]);
    }

    private async Task<JsonObject> RuleAsync()
    {
        var rules = await _cloud.CallAsync("events", "ListRules", new() { ["EventBusName"] = "mlops" });
        return new() { ["Name"] = Assert.Single(rules["Rules"]!.AsArray())!["Name"]!.DeepClone(), ["EventBusName"] = "mlops" };
    }

    private async Task<string> QueueUrlAsync() => (string)(await _cloud.CallAsync("sqs", "GetQueueUrl", new() { ["QueueName"] = "q" }))["QueueUrl"]!;

    private async Task<(string Url, string Receipt)> ReceiveAsync()
    {
        var url = await QueueUrlAsync();
        await _cloud.CallAsync("sqs", "SendMessage", new() { ["QueueUrl"] = url, ["MessageBody"] = "x" });
        var message = Assert.Single((await _cloud.CallAsync("sqs", "ReceiveMessage", new() { ["QueueUrl"] = url }))["Messages"]!.AsArray())!;
        return (url, (string)message["ReceiptHandle"]!);
    }
}
