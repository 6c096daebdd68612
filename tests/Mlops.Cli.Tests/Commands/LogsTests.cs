using System.Text.Json.Nodes;
using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Commands;

public sealed class LogsTests
{
    private const string Execution = "arn:aws:states:us-east-1:000000000000:execution:mlops-p-retrain:e";
    private const string Deployment = "arn:aws:states:us-east-1:000000000000:execution:mlops-p-deploy:d";
    private const string Machine = "/aws/vendedlogs/states/mlops-p-retrain";
    private const long Start = 1_700_000_000;

    [Fact]
    public async Task Logs_OfARun_AreThoseOfMachineFunctionsAndJobsInOrderOfTime()
    {
        await using var aws = await WithARunAsync();

        var run = await aws.RunAsync("logs", "latest");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(
            "22:13:21.000  Admit  admitted\n22:13:25.000  Train  epoch 1\n22:13:26.000  Train  epoch 2\n22:13:31.000  Deploy/SmokeTest  smoke\n22:13:32.000  machine  it failed\n",
            run.Output);
    }

    [Fact]
    public async Task Logs_OfARun_AskForItsPartOfEachGroupOnly()
    {
        await using var aws = await WithARunAsync();

        await aws.RunAsync("logs", "latest");

        var asked = aws.CallsOf("Logs_20140328.FilterLogEvents").DistinctBy(call => call["logGroupName"]!.ToString()).ToDictionary(call => call["logGroupName"]!.ToString());
        Assert.Equal($"{{ $.execution_arn = \"{Execution}\" }}", asked[Machine]["filterPattern"]!.ToString());
        Assert.Equal("p-run-train-0/", asked["/aws/sagemaker/TrainingJobs"]["logStreamNamePrefix"]!.ToString());
        // While it was called, and two seconds around.
        Assert.Equal(((Start - 1) * 1000, (Start + 4) * 1000), (asked["/logs/admit"]["startTime"]!.GetValue<long>(), asked["/logs/admit"]["endTime"]!.GetValue<long>()));
    }

    [Theory]
    [InlineData("train", "epoch 1,epoch 2")]
    [InlineData("Deploy", "smoke")]
    [InlineData("SmokeTest", "smoke")]
    [InlineData("machine", "it failed")]
    public async Task Logs_OfAStep_AreThoseAlone(string step, string messages)
    {
        await using var aws = await WithARunAsync();

        var run = await aws.RunAsync("logs", "latest", "--step", step, "--json");

        Assert.Equal(messages.Split(','), JsonNode.Parse(run.Output)!.AsArray().Select(line => line!["message"]!.ToString()));
    }

    [Fact]
    public async Task Logs_AsJson_SayWhereEachLineIs()
    {
        await using var aws = await WithARunAsync();

        var line = JsonNode.Parse((await aws.RunAsync("logs", "e", "--tail", "1", "--json")).Output)!.AsArray().Single()!;

        Assert.Equal(
            ("2023-11-14T22:13:32.000Z", "machine", "it failed", Machine, "s"),
            (line["time"]!.ToString(), line["step"]!.ToString(), line["message"]!.ToString(), line["logGroup"]!.ToString(), line["logStream"]!.ToString()));
    }

    [Fact]
    public async Task Logs_OfAStepThatIsNot_NamesThoseThatAre()
    {
        await using var aws = await WithARunAsync();

        var run = await aws.RunAsync("logs", "latest", "--step", "Trian");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal("mlops: The run has no step 'Trian' that writes a log; it has machine, Admit, Train, Deploy/SmokeTest.\n", run.Error);
    }

    [Fact]
    public async Task Logs_WithoutAny_SaySoAndSucceed()
    {
        await using var aws = await WithARunAsync();
        aws.On("Logs_20140328.FilterLogEvents", _ => FakeAws.Json("""{"__type":"ResourceNotFoundException","message":"no such group"}"""));

        var run = await aws.RunAsync("logs", "latest");

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Output));
        Assert.Contains("Nothing is written of it yet", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_ARunThatGoesOn_ShowsEachLineOnceUntilItEnds()
    {
        await using var aws = await WithARunAsync();
        var looks = 0;
        aws.On("AWSStepFunctions.DescribeExecution", input => Described(input["executionArn"]!.ToString(), ++looks < 3 ? "RUNNING" : "SUCCEEDED"));
        aws.On("Logs_20140328.FilterLogEvents", _ => Page([("1", Start, "first"), .. looks > 1 ? new[] { ("2", Start + 1, "\u001b[31msecond") } : []]));

        var run = await aws.RunAsync(new HurriedClock(), "logs", "latest", "--step", "machine", "--follow");

        Assert.Equal("22:13:20.000  machine  first\n22:13:21.000  machine   [31msecond\n", run.Output);
    }

    private static async Task<FakeAws> WithARunAsync()
    {
        var aws = await FakeAws.StartAsync();
        aws.On("AWSStepFunctions.ListExecutions", _ => FakeAws.Json($$$"""{"executions":[{"executionArn":"{{{Execution}}}","name":"e","stateMachineArn":"{{{FakeAws.Machine}}}","startDate":{{{Start}}},"status":"FAILED"}]}"""));
        aws.On("AWSStepFunctions.DescribeExecution", input => Described(input["executionArn"]!.ToString(), "FAILED"));
        aws.On("AWSStepFunctions.DescribeStateMachine", input => input["stateMachineArn"]!.ToString() == FakeAws.Machine
            ? FakeAws.Json($$$"""{"loggingConfiguration":{"level":"ERROR","destinations":[{"cloudWatchLogsLogGroup":{"logGroupArn":"arn:aws:logs:us-east-1:000000000000:log-group:{{{Machine}}}:*"}}]}}""")
            : []);
        aws.On("AWSStepFunctions.GetExecutionHistory", input => new JsonObject { ["events"] = JsonNode.Parse(input["executionArn"]!.ToString() == Execution ? Retrain : Deploy) });
        aws.On("Logs_20140328.FilterLogEvents", input => input["logGroupName"]!.ToString() switch
        {
            Machine => Page([("m", Start + 12, "it failed")]),
            "/logs/admit" => Page([("a", Start + 1, "admitted")]),
            "/logs/smoke" => Page([("d", Start + 11, "smoke")]),
            // The second page repeats a line of the first.
            _ when input.ContainsKey("nextToken") => Page([("j1", Start + 5, "epoch 1"), ("j2", Start + 6, "epoch 2")]),
            _ => Page([("j1", Start + 5, "epoch 1")], "more"),
        });
        return aws;
    }

    private static string Retrain => $$$"""
        [{"id":1,"previousEventId":0,"timestamp":{{{Start}}},"type":"ExecutionStarted"},
         {"id":2,"previousEventId":1,"timestamp":{{{Start}}},"type":"TaskStateEntered","stateEnteredEventDetails":{"name":"Admit"}},
         {"id":3,"previousEventId":2,"timestamp":{{{Start + 1}}},"type":"LambdaFunctionScheduled","lambdaFunctionScheduledEventDetails":{"resource":"arn:aws:lambda:us-east-1:000000000000:function:admit"}},
         {"id":4,"previousEventId":3,"timestamp":{{{Start + 1}}},"type":"LambdaFunctionStarted"},
         {"id":5,"previousEventId":4,"timestamp":{{{Start + 2}}},"type":"LambdaFunctionSucceeded","lambdaFunctionSucceededEventDetails":{"output":"{}"}},
         {"id":6,"previousEventId":5,"timestamp":{{{Start + 3}}},"type":"TaskStateEntered","stateEnteredEventDetails":{"name":"Train"}},
         {"id":7,"previousEventId":6,"timestamp":{{{Start + 3}}},"type":"TaskSubmitted","taskSubmittedEventDetails":{"output":"{\"TrainingJobArn\":\"arn:aws:sagemaker:us-east-1:000000000000:training-job/p-run-train-0\"}"}},
         {"id":8,"previousEventId":7,"timestamp":{{{Start + 9}}},"type":"TaskStateEntered","stateEnteredEventDetails":{"name":"Deploy"}},
         {"id":9,"previousEventId":8,"timestamp":{{{Start + 9}}},"type":"TaskSubmitted","taskSubmittedEventDetails":{"output":"{\"ExecutionArn\":\"{{{Deployment}}}\"}"}}]
        """;

    private static string Deploy => $$$"""
        [{"id":1,"previousEventId":0,"timestamp":{{{Start + 10}}},"type":"TaskStateEntered","stateEnteredEventDetails":{"name":"SmokeTest"}},
         {"id":2,"previousEventId":1,"timestamp":{{{Start + 10}}},"type":"LambdaFunctionScheduled","lambdaFunctionScheduledEventDetails":{"resource":"arn:aws:lambda:us-east-1:000000000000:function:smoke"}}]
        """;

    private static JsonObject Described(string execution, string status) => new()
    {
        ["executionArn"] = execution,
        ["stateMachineArn"] = execution == Execution ? FakeAws.Machine : "arn:aws:states:us-east-1:000000000000:stateMachine:mlops-p-deploy",
        ["status"] = status,
        ["startDate"] = Start,
    };

    private static JsonObject Page(IEnumerable<(string Id, long At, string Message)> lines, string? token = null) => new()
    {
        ["events"] = new JsonArray([.. lines.Select(line => new JsonObject { ["eventId"] = line.Id, ["logStreamName"] = "s", ["timestamp"] = line.At * 1000, ["message"] = line.Message })]),
        ["nextToken"] = token,
    };
}
