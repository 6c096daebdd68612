using System.Text.Json.Nodes;
using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Commands;

public sealed class ReplayTests
{
    private const string Upload = """{"detail-type":"Object Created","time":"2026-01-02T03:04:05Z","detail":{}}""";
    private const string Scheduled = """{"detail-type":"Scheduled Event","time":"2026-01-02T04:00:00Z"}""";

    [Fact]
    public async Task List_LettersOfBothSources_ShowsEachWithItsReasonAndLeavesThemThere()
    {
        await using var aws = await WithAFunctionAsync();
        var queue = new FakeQueue(aws);
        queue.Add("lambda", Upload, ("ErrorCode", "Number", "200"), ("ErrorMessage", "String", "no such key"), ("RequestID", "String", "r"));
        queue.Add("events", Scheduled, ("ERROR_CODE", "String", "NO_PERMISSIONS"), ("ERROR_MESSAGE", "String", "not allowed"), ("RULE_ARN", "String", "arn:rule"));

        var run = await aws.RunAsync("replay", "--list", "--json");

        var letters = JsonNode.Parse(run.Output)!.AsArray();
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(["Object Created", "Scheduled Event"], letters.Select(letter => letter!["detailType"]!.ToString()));
        Assert.Equal(["no such key", "not delivered: NO_PERMISSIONS: not allowed"], letters.Select(letter => letter!["error"]!.ToString()));
        Assert.Equal(("upload-trigger", "2026-01-02T03:04:05Z"), (letters[0]!["function"]!.ToString(), letters[0]!["sentAt"]!.ToString()));
        Assert.Equal(["lambda", "events"], queue.Visible);
    }

    [Fact]
    public async Task List_RequestsForNoPipeline_AreShownAndLeftThere()
    {
        await using var aws = await FakeAws.StartAsync();
        aws.Parameters["/mlops/p/upload-trigger"] = "upload-function";
        aws.Parameters["/mlops/unclaimed"] = "http://unclaimed";
        var function = new FakeQueue(aws);
        var functionReceive = aws.Operation("AmazonSQS.ReceiveMessage");
        var unclaimed = new FakeQueue(aws);
        var unclaimedReceive = aws.Operation("AmazonSQS.ReceiveMessage");
        aws.On("AmazonSQS.ReceiveMessage", input => (input["QueueUrl"]!.ToString() == "http://unclaimed" ? unclaimedReceive : functionReceive)(input));
        unclaimed.Add("u", """{"detail-type":"mlops.retrain.requested","time":"2026-01-02T03:04:05Z","detail":{"pipeline":"riderschip"}}""");

        var run = await aws.RunAsync("replay", "--list", "--json");
        var replayed = await aws.RunAsync("replay");

        var letter = Assert.Single(JsonNode.Parse(run.Output)!.AsArray())!;
        Assert.Equal("(no pipeline)", letter["pipeline"]!.ToString());
        Assert.Contains("'riderschip'", letter["error"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal((ExitCode.Success, "The dead-letter queues are empty.\n"), (replayed.ExitCode, replayed.Output));
        Assert.Empty(function.Ids);
        Assert.Equal(["u"], unclaimed.Visible);
    }

    [Fact]
    public async Task Replay_OneSucceedsAndOneFails_RemovesTheOneAndKeepsTheOther()
    {
        await using var aws = await WithAFunctionAsync();
        var queue = new FakeQueue(aws);
        queue.Add("bad", Scheduled);
        queue.Add("good", Upload);
        aws.Function = (_, body) => body == Upload ? ("{}", false) : ("""{"errorType":"MalformedEventException","errorMessage":"no time"}""", true);

        var run = await aws.RunAsync("replay", "--json");

        var answer = JsonNode.Parse(run.Output)!;
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Equal("good", Assert.Single(answer["handled"]!.AsArray())!["message"]!.ToString());
        Assert.Equal("MalformedEventException: no time", Assert.Single(answer["kept"]!.AsArray())!["error"]!.ToString());
        Assert.Equal(["bad"], queue.Visible);
        Assert.Equal(2, aws.CallsOf("Invoke upload-function").Count);
    }

    [Fact]
    public async Task Replay_MessageAtWork_IsHiddenLongerThanTheFunctionMayTake()
    {
        await using var aws = await WithAFunctionAsync();
        var queue = new FakeQueue(aws);
        queue.Add("good", Upload);

        await aws.RunAsync("replay");

        // The function's timeout is 30 seconds.
        Assert.All(aws.CallsOf("AmazonSQS.ReceiveMessage"), call => Assert.True(call["VisibilityTimeout"]!.GetValue<int>() > 30));
        Assert.Empty(queue.Ids);
    }

    [Fact]
    public async Task Replay_KeptLetterComesBackMeanwhile_ThoseBehindItAreTriedAllTheSame()
    {
        await using var aws = await WithAFunctionAsync();
        var queue = new FakeQueue(aws) { ComesBackAfter = 2 };
        queue.Add("bad", Scheduled);
        foreach (var id in new[] { "good-1", "good-2", "good-3" })
        {
            queue.Add(id, Upload);
        }

        aws.Function = (_, body) => ("{}", body == Scheduled);

        var run = await aws.RunAsync("replay");

        Assert.Equal((ExitCode.Failure, "3 handled, 1 kept.\n"), (run.ExitCode, run.Output));
        Assert.Equal(["bad"], queue.Visible);
        Assert.Single(aws.CallsOf("Invoke upload-function"), call => call["detail-type"]!.ToString() == "Scheduled Event");
    }

    [Fact]
    public async Task Replay_KeptLettersAreAllThatComes_Ends()
    {
        await using var aws = await WithAFunctionAsync();
        var queue = new FakeQueue(aws) { ComesBackAfter = 1 };
        queue.Add("bad", Scheduled);
        aws.Function = (_, _) => ("{}", true);

        Assert.Equal("0 handled, 1 kept.\n", (await aws.RunAsync("replay")).Output);
    }

    [Fact]
    public async Task Replay_DeletionFails_TheMessageIsShownAgain()
    {
        await using var aws = await WithAFunctionAsync();
        var queue = new FakeQueue(aws);
        queue.Add("good", Upload);
        aws.On("AmazonSQS.DeleteMessage", _ => FakeAws.Json("""{"__type":"ReceiptHandleIsInvalid","message":"no"}"""));

        var run = await aws.RunAsync("replay");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Equal(["good"], queue.Visible);
    }

    [Fact]
    public async Task Replay_EmptyQueues_SucceedsAndSaysSo()
    {
        await using var aws = await WithAFunctionAsync();
        _ = new FakeQueue(aws);

        var run = await aws.RunAsync("replay");

        Assert.Equal((ExitCode.Success, "The dead-letter queues are empty.\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Replay_FunctionThatIsNotDeployed_IsRefused()
    {
        await using var aws = await WithAFunctionAsync();

        var run = await aws.RunAsync("replay", "--function", "drift-trigger");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("drift-trigger", run.Error, StringComparison.Ordinal);
    }

    private static async Task<FakeAws> WithAFunctionAsync()
    {
        var aws = await FakeAws.StartAsync();
        aws.Parameters["/mlops/p/upload-trigger"] = "upload-function";
        return aws;
    }
}
