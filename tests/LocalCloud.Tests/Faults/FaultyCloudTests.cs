using System.Text.Json.Nodes;
using LocalCloud.Faults;
using LocalCloud.Tests.Hosting;
using LocalCloud.Tests.StepFunctions;
using LocalCloud.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LocalCloud.Tests.Faults;

/// <summary>Faults through the joined engines: by state machines, over HTTP and on events' way to their targets.</summary>
public sealed class FaultyCloudTests : IAsyncLifetime
{
    private const string Template = """
        {"Resources":{
          "Role":{"Type":"AWS::IAM::Role","Properties":{"RoleName":"machine","AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["lambda.amazonaws.com","states.amazonaws.com"]}}]},
            "Policies":[{"PolicyName":"p","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}]}},
          "Weak":{"Type":"AWS::IAM::Role","Properties":{"RoleName":"weak","AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"states.amazonaws.com"}}]}}},
          "Function":{"Type":"AWS::Lambda::Function","Properties":{"FunctionName":"f","Runtime":"provided.al2023","Handler":"h",
            "Role":{"Fn::GetAtt":["Role","Arn"]},"Code":{"S3Bucket":"assets","S3Key":"code"}}},
          "Bucket":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":"data"}},
          "Queue":{"Type":"AWS::SQS::Queue","Properties":{"QueueName":"q"}},
          "QueuePolicy":{"Type":"AWS::SQS::QueuePolicy","Properties":{"Queues":[{"Ref":"Queue"}],"PolicyDocument":{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"*"}]}}},
          "Rule":{"Type":"AWS::Events::Rule","Properties":{"EventPattern":{"source":["app"]},"Targets":[{"Id":"q","Arn":{"Fn::GetAtt":["Queue","Arn"]}}]}}
        }}
        """;

    private const string Job = """
        {"ProcessingJobName":"j","RoleArn":"arn:aws:iam::000000000000:role/machine","AppSpecification":{"ImageUri":"i"},
         "ProcessingResources":{"ClusterConfig":{"InstanceCount":1,"InstanceType":"ml.m5.large","VolumeSizeInGB":1}}}
        """;

    private const string Nested = """{"StateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:nested"}""";
    private const string Write = """{"Bucket":"data","Key":"k","Body":"x"}""";
    private const string Event = """{"Entries":[{"Detail":{"a":1},"DetailType":"t","Source":"app"}]}""";

    private readonly VirtualTimeProvider _clock = new(1000, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly CloudFixture _cloud;

    public FaultyCloudTests() => _cloud = new(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Every name that the product's machines retry, and the fault that brings it about.</summary>
    public static TheoryData<string, string, FaultRule, string> Retried => new()
    {
        { "sagemaker:createProcessingJob.sync", Job, Throttled("sagemaker", "CreateProcessingJob"), "SageMaker.AmazonSageMakerException" },
        { "sagemaker:createProcessingJob.sync", Job, Limited("sagemaker", "CreateProcessingJob", "ResourceLimitExceeded"), "SageMaker.ResourceLimitExceededException" },
        { "sagemaker:createProcessingJob.sync", Job, Silent("sagemaker", "CreateProcessingJob"), "SageMaker.SdkClientException" },
        { "aws-sdk:sagemaker:describeModel", """{"ModelName":"m"}""", Throttled("sagemaker", "DescribeModel"), "SageMaker.SageMakerException" },
        { "aws-sdk:sagemaker:describeModel", """{"ModelName":"m"}""", Limited("sagemaker", "DescribeModel", "ResourceLimitExceeded"), "SageMaker.ResourceLimitExceededException" },
        { "aws-sdk:sagemaker:describeModel", """{"ModelName":"m"}""", Silent("sagemaker", "DescribeModel"), "SageMaker.SdkClientException" },
        { "aws-sdk:s3:putObject", Write, Limited("s3", "PutObject", "SlowDown"), "S3.S3Exception" },
        { "aws-sdk:s3:putObject", Write, Silent("s3", "PutObject"), "S3.SdkClientException" },
        { "states:startExecution", Nested, Throttled("stepfunctions", "StartExecution"), "StepFunctions.AWSStepFunctionsException" },
        { "states:startExecution", Nested, Limited("stepfunctions", "StartExecution", "ExecutionLimitExceeded"), "StepFunctions.ExecutionLimitExceededException" },
        { "states:startExecution", Nested, Silent("stepfunctions", "StartExecution"), "StepFunctions.SdkClientException" },
        { "lambda:invoke", """{"FunctionName":"f"}""", Failing("HttpRequestException"), "States.TaskFailed" },
        { "lambda:invoke", """{"FunctionName":"f"}""", Failing("StaleChampionException"), "StaleChampionException" },
    };

    public async ValueTask InitializeAsync()
    {
        await _cloud.DeployAsync(Template);
        await _cloud.CallAsync("stepfunctions", "CreateStateMachine", Machine("nested", Machines.Pass, "machine"));
        await _cloud.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cloud.DisposeAsync();
        _clock.Dispose();
    }

    [Theory]
    [MemberData(nameof(Retried))]
    public async Task Fault_OfATasksCall_HasTheNameThatTheMachineRetries(string resource, string parameters, FaultRule rule, string error)
    {
        var fault = _cloud.Faults.Add(rule with { Caller = "assumed-role/machine/" });

        var end = await RunAsync(Machines.Task(
            $"arn:aws:states:::{resource}", parameters, $$"""{{Retry(error, attempts: 2)}},"Catch":[{"ErrorEquals":["{{error}}"],"Next":"Caught"}],""")
            .Replace("\"States\":{", "\"States\":{\"Caught\":{\"Type\":\"Pass\",\"Result\":\"caught\",\"End\":true},", StringComparison.Ordinal));

        Assert.Equal(("SUCCEEDED", "\"caught\""), ((string?)end["status"], (string?)end["output"]));
        Assert.Equal(3, fault.Hits);
    }

    [Fact]
    public async Task Fault_ThatPasses_IsOvercomeByARetry()
    {
        var fault = _cloud.Faults.Add(Limited("s3", "PutObject", "SlowDown") with { Times = 2, Resource = "data" });

        var end = await RunAsync(Machines.Task("arn:aws:states:::aws-sdk:s3:putObject", Write, Retry("S3.S3Exception", attempts: 3) + ","));

        Assert.Equal("SUCCEEDED", (string?)end["status"]);
        Assert.Equal(2, fault.Hits);
    }

    [Fact]
    public async Task FunctionError_OfAFunction_IsInItsMetrics()
    {
        _cloud.Faults.Add(Failing("Boom"));

        var answer = await _cloud.CallAsync("lambda", "Invoke", new() { ["FunctionName"] = "f" });

        Assert.Equal("""{"errorType":"Boom","errorMessage":"On purpose."}""", (string?)answer["Payload"]);
        var errors = await _cloud.CallAsync("cloudwatch", "GetMetricStatistics", new()
        {
            ["Namespace"] = "AWS/Lambda",
            ["MetricName"] = "Errors",
            ["Dimensions"] = new JsonArray(new JsonObject { ["Name"] = "FunctionName", ["Value"] = "f" }),
            ["StartTime"] = "2026-01-01T00:00:00Z",
            ["EndTime"] = "2026-01-02T00:00:00Z",
            ["Period"] = 86400,
            ["Statistics"] = new JsonArray("Sum"),
        });
        Assert.Equal(1, (double)errors["Datapoints"]![0]!["Sum"]!);
    }

    [Fact]
    public async Task Answer_ToATask_IsItsResult()
    {
        _cloud.Faults.Add(new()
        {
            Service = "sagemaker",
            Operation = "DescribeEndpoint",
            Effect = new FaultEffect.Answer(new() { ["EndpointStatus"] = "UpdateRollbackFailed" }),
        });

        var end = await RunAsync(Machines.Task("arn:aws:states:::aws-sdk:sagemaker:describeEndpoint", "{\"EndpointName\":\"e\"}"));

        Assert.Equal(("SUCCEEDED", "{\"EndpointStatus\":\"UpdateRollbackFailed\"}"), ((string?)end["status"], (string?)end["output"]));
    }

    [Fact]
    public async Task Fault_OfS3OverHttp_IsTheServicesAnswer()
    {
        _cloud.Faults.Add(Limited("s3", "GetObject", "SlowDown"));
        var http = new DefaultHttpContext();
        http.Request.Method = "GET";
        http.Request.Path = "/data/k";
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/data/k";
        using var body = new MemoryStream();
        http.Response.Body = body;

        await _cloud.ServeAsync(http);

        Assert.Equal(503, http.Response.StatusCode);
        Assert.Contains("<Code>SlowDown</Code>", System.Text.Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutEvents_OfAMachine_ReachesTheRuleWithTheMachineAmongItsResources()
    {
        var end = await RunAsync(Machines.Task("arn:aws:states:::events:putEvents", Event));

        var anEvent = JsonNode.Parse(Assert.Single(await ReceiveAsync(1)))!;
        Assert.Equal("SUCCEEDED", (string?)end["status"]);
        Assert.Equal("""{"a":1}""", anEvent["detail"]!.ToJsonString());
        Assert.Equal(
            [(string?)end["executionArn"], "arn:aws:states:us-east-1:000000000000:stateMachine:m"],
            anEvent["resources"]!.AsArray().Select(resource => (string?)resource));
    }

    [Fact]
    public async Task PutEvents_OfAMachineThatMayNot_Fails()
    {
        var end = await RunAsync(Machines.Task("arn:aws:states:::events:putEvents", Event), role: "weak");

        Assert.Equal("EventBridge.AmazonEventBridgeException", (string?)end["error"]);
        Assert.Contains("is not authorized to perform: events:PutEvents", (string?)end["cause"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delivery_DroppedThenDoubled_ArrivesNotOnceAndThenTwice()
    {
        _cloud.Faults.Add(new() { Service = "events", Operation = FaultRule.Delivery, Resource = ":q", Times = 1, Effect = new FaultEffect.Drop() });
        _cloud.Faults.Add(new() { Service = "events", Operation = FaultRule.Delivery, Times = 1, Effect = new FaultEffect.Duplicate() });

        await PutAsync("first");
        await PutAsync("second");
        await PutAsync("third");

        var details = (await ReceiveAsync(3)).Select(body => (string)JsonNode.Parse(body)!["detail"]!["n"]!);
        Assert.Equal(["second", "second", "third"], details.Order());
    }

    private static FaultRule Throttled(string service, string operation) => Limited(service, operation, "ThrottlingException");

    private static FaultRule Limited(string service, string operation, string code) =>
        new() { Service = service, Operation = operation, Effect = new FaultEffect.Throw(code, "Slow down.", 503) };

    private static FaultRule Silent(string service, string operation) =>
        new() { Service = service, Operation = operation, Effect = new FaultEffect.Unreachable() };

    private static FaultRule Failing(string error) =>
        new() { Service = "lambda", Operation = "Invoke", Effect = new FaultEffect.FunctionError(error, "On purpose.") };

    private static string Retry(string error, int attempts) =>
        $$"""{"Retry":[{"ErrorEquals":["{{error}}"],"IntervalSeconds":1,"MaxAttempts":{{attempts}}}]}"""[1..^1];

    private static JsonObject Machine(string name, string definition, string role) =>
        new() { ["name"] = name, ["definition"] = definition, ["roleArn"] = $"arn:aws:iam::000000000000:role/{role}" };

    private async Task<JsonObject> RunAsync(string definition, string role = "machine")
    {
        var made = await _cloud.CallAsync("stepfunctions", "CreateStateMachine", Machine("m", definition, role));
        var started = await _cloud.CallAsync("stepfunctions", "StartExecution", new() { ["stateMachineArn"] = made["stateMachineArn"]!.DeepClone(), ["name"] = "run" });
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var end = await _cloud.CallAsync("stepfunctions", "DescribeExecution", new() { ["executionArn"] = started["executionArn"]!.DeepClone() });
            if ((string?)end["status"] != "RUNNING")
            {
                return end;
            }

            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private Task<JsonObject> PutAsync(string number) => _cloud.CallAsync("events", "PutEvents", new()
    {
        ["Entries"] = new JsonArray(new JsonObject { ["Source"] = "app", ["DetailType"] = "t", ["Detail"] = $$"""{"n":"{{number}}"}""" }),
    });

    private async Task<List<string>> ReceiveAsync(int count)
    {
        var url = (await _cloud.CallAsync("sqs", "GetQueueUrl", new() { ["QueueName"] = "q" }))["QueueUrl"]!;
        var bodies = new List<string>();
        while (bodies.Count < count)
        {
            var received = await _cloud.CallAsync("sqs", "ReceiveMessage", new() { ["QueueUrl"] = url.DeepClone(), ["WaitTimeSeconds"] = 20, ["VisibilityTimeout"] = 43_200 });
            bodies.AddRange((received["Messages"] as JsonArray ?? []).Select(message => (string)message!["Body"]!));
            Token.ThrowIfCancellationRequested();
        }

        return bodies;
    }
}
