using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Cli.Tests.Testing;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;

namespace Mlops.Cli.Tests.Commands;

public sealed class RetrainTests
{
    private const string Put = "AWSEvents.PutEvents";
    private const string Describe = "AWSStepFunctions.DescribeExecution";
    private const string Execution = "arn:aws:states:us-east-1:000000000000:execution:mlops-p-retrain:ci-build-7";
    private static readonly JsonObject Missing = FakeAws.Json("""{"__type":"ExecutionDoesNotExist","message":"no"}""");

    [Fact]
    public async Task Retrain_Asked_PutsTheContractsEventOnTheBus()
    {
        await using var aws = await WithBusAsync();

        var run = await aws.RunAsync(
            "retrain", "--no-wait", "--json", "--force", "--cause", "ci", "--request-id", "build-7", "--with", "hyperparameters.learning_rate=0.1", "--with", "data.history=P2Y");

        var entry = Assert.Single(aws.CallsOf(Put))["Entries"]!.AsArray().Single()!;
        var expected = FakeAws.Json("""
            {"pipeline":"p","requestId":"build-7","cause":"ci","force":true,"parameters":{"hyperparameters.learning_rate":"0.1","data.history":"P2Y"}}
            """);
        expected.Insert(4, "requestedBy", $"ada@{Environment.MachineName}");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(("mlops", "mlops.retrain.requested", "mlops.cli"), (entry["EventBusName"]!.ToString(), entry["DetailType"]!.ToString(), entry["Source"]!.ToString()));
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(entry["Detail"]!.ToString())), entry["Detail"]!.ToString());
        Assert.Equal(("ci-build-7", Execution), (JsonNode.Parse(run.Output)!["name"]!.ToString(), JsonNode.Parse(run.Output)!["execution"]!.ToString()));
    }

    [Theory]
    [InlineData(RunOutcome.Deployed, ExitCode.Success)]
    [InlineData(RunOutcome.Refused, ExitCode.Success)]
    [InlineData(RunOutcome.Failed, ExitCode.Failure)]
    public async Task Retrain_ExecutionStartsLate_IsFollowedToItsOutcome(RunOutcome outcome, int code)
    {
        await using var aws = await WithBusAsync();
        var looks = 0;
        aws.On(Describe, _ => ++looks < 3 ? Missing.DeepClone().AsObject() : FakeAws.Json("""{"status":"SUCCEEDED"}"""));
        aws.On("AWSStepFunctions.GetExecutionHistory", _ => FakeAws.Json("""{"events":[{"id":1,"previousEventId":0,"timestamp":1,"type":"TaskStateEntered","stateEnteredEventDetails":{"name":"Settle"}}]}"""));
        var record = Samples.Deployed with { Pipeline = "p", Execution = Execution, Outcome = outcome };
        aws.Objects[$"runs/p/{record.Run}/run.json"] = JsonSerializer.Serialize(record, DomainJson.Wire.RunRecord);

        var run = await aws.RunAsync(new HurriedClock(), "retrain", "--cause", "ci", "--request-id", "build-7");

        Assert.Equal(code, run.ExitCode);
        Assert.Contains("Settle", run.Error, StringComparison.Ordinal);
        Assert.Contains(record.Run, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retrain_NothingStarts_SaysWhereToLook()
    {
        await using var aws = await WithBusAsync();
        var run = await aws.RunAsync(new HurriedClock(), "retrain");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Contains("mlops replay --list", run.Error, StringComparison.Ordinal);
        Assert.InRange(aws.CallsOf(Describe).Count, 100, 300);
    }

    [Fact]
    public async Task Retrain_BusRefuses_SaysWhy()
    {
        await using var aws = await WithBusAsync();
        aws.On(Put, _ => FakeAws.Json("""{"FailedEntryCount":1,"Entries":[{"ErrorCode":"NotAuthorizedForSource","ErrorMessage":"not yours"}]}"""));

        var run = await aws.RunAsync("retrain");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Contains("NotAuthorizedForSource: not yours", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retrain_IdThatWasUsed_SaysThatNothingIsStarted()
    {
        await using var aws = await WithBusAsync();
        aws.On(Describe, _ => FakeAws.Json("""{"status":"SUCCEEDED"}"""));

        var run = await aws.RunAsync("retrain", "--no-wait", "--json", "--request-id", "build-7");

        Assert.True(JsonNode.Parse(run.Output)!["repeated"]!.GetValue<bool>());
        Assert.Contains("was asked for before", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data.history=abc", "data.history")]
    [InlineData("data.holdout=7", "data.holdout")]
    public async Task Retrain_ValueThatCannotBe_IsRefusedBeforeAnythingIsAsked(string given, string named)
    {
        await using var aws = await WithBusAsync();

        var run = await aws.RunAsync("retrain", "--with", given);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Empty(aws.CallsOf(Put));
    }

    [Theory]
    [InlineData("--from train", "from", "train")]
    [InlineData("--only prepare", "only", "prepare")]
    [InlineData("--no-cache", "cache", "off")]
    public async Task Retrain_APartOfARun_IsInTheEvent(string options, string member, string value)
    {
        await using var aws = await WithBusAsync();

        await aws.RunAsync(["retrain", "--no-wait", .. options.Split(' ')]);

        Assert.Equal(value, (string?)JsonNode.Parse(Assert.Single(aws.CallsOf(Put))["Entries"]![0]!["Detail"]!.ToString())![member]);
    }

    [Theory]
    [InlineData("--from deploy", "deploy")]
    [InlineData("--from train --only train", "exclude each other")]
    [InlineData("--from train --no-cache", "exclude each other")]
    public async Task Retrain_APartThatCannotBe_IsRefusedBeforeAnythingIsAsked(string options, string named)
    {
        await using var aws = await WithBusAsync();

        var run = await aws.RunAsync(["retrain", .. options.Split(' ')]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Empty(aws.CallsOf(Put));
    }

    [Fact]
    public async Task Retrain_NoRequestId_IsANewOneEachTime()
    {
        await using var aws = await WithBusAsync();

        await aws.RunAsync("retrain", "--no-wait");
        await aws.RunAsync("retrain", "--no-wait");

        var details = aws.CallsOf(Put).Select(call => JsonNode.Parse(call["Entries"]![0]!["Detail"]!.ToString())!["requestId"]!.ToString()).ToList();
        Assert.Equal(2, details.Distinct().Count());
    }

    internal static async Task<FakeAws> WithBusAsync()
    {
        var aws = await FakeAws.StartAsync();
        aws.On(Put, _ => FakeAws.Json("""{"FailedEntryCount":0,"Entries":[{"EventId":"e-1"}]}"""));
        aws.On(Describe, _ => Missing.DeepClone().AsObject());
        return aws;
    }
}
