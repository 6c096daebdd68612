using System.Text.Json.Nodes;
using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Commands;

/// <summary>An app with the pipelines 'p' and 'q': commands show both, find what is meant, or ask.</summary>
public sealed class TwoPipelinesTests : IDisposable
{
    private const string Other = "arn:aws:states:us-east-1:000000000000:stateMachine:mlops-q-retrain";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("monitor")]
    [InlineData("drift")]
    [InlineData("retrain")]
    public async Task Command_ThatMeansOnePipeline_AsksWhich(string command)
    {
        await using var aws = await WithTwoAsync();

        var run = await aws.RunAsync(command);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("Say which pipeline with --pipeline: p, q.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("upload-1", "p")]
    [InlineData("upload-2", "q")]
    [InlineData("latest", "q")]
    public async Task Run_OfEitherPipeline_IsFound(string id, string pipeline)
    {
        await using var aws = await WithTwoAsync();

        await aws.RunAsync("run", id);

        Assert.StartsWith($"arn:aws:states:us-east-1:000000000000:execution:mlops-{pipeline}-retrain:", aws.CallsOf("AWSStepFunctions.DescribeExecution")[0]["executionArn"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfANameThatBothHave_AsksWhich()
    {
        await using var aws = await WithTwoAsync();

        var run = await aws.RunAsync("run", "upload-0");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("p and q have a run 'upload-0' each; say which with --pipeline.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "detail-type": "Object Created", "detail": { "object": { "key": "incoming/q/a.csv" } } }""", "q-upload-trigger")]
    [InlineData("""{ "detail-type": "mlops.retrain.requested", "detail": { "pipeline": "p" } }""", "p-request-trigger")]
    [InlineData("""{ "detail-type": "CloudWatch Alarm State Change", "detail": { "alarmName": "mlops-q-drift" } }""", "q-drift-trigger")]
    public async Task Invoke_EventThatNamesAPipeline_GoesToItsFunction(string json, string function)
    {
        await using var aws = await WithTwoAsync();

        var run = await aws.RunAsync("invoke", _folder.File("event.json", json));

        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        Assert.Single(aws.CallsOf($"Invoke {function}"));
    }

    [Fact]
    public async Task Invoke_EventThatNamesNone_AsksWhich()
    {
        await using var aws = await WithTwoAsync();

        var run = await aws.RunAsync("invoke", _folder.File("event.json", new JsonObject { ["detail-type"] = "Scheduled Event" }.ToJsonString()));

        Assert.Contains("Say which pipeline with --pipeline: p, q.", run.Error, StringComparison.Ordinal);
    }

    private static async Task<FakeAws> WithTwoAsync()
    {
        var aws = await FakeAws.StartAsync();
        foreach (var (pipeline, function) in from pipeline in (string[])["p", "q"] from function in (string[])["upload-trigger", "schedule-trigger", "drift-trigger", "request-trigger"] select (pipeline, function))
        {
            aws.Parameters[$"/mlops/{pipeline}/{function}"] = $"{pipeline}-{function}";
        }

        aws.On("AWSStepFunctions.ListStateMachines", _ => FakeAws.Json($$"""
            {"stateMachines":[{"name":"mlops-q-retrain","stateMachineArn":"{{Other}}"},{"name":"mlops-p-retrain","stateMachineArn":"{{FakeAws.Machine}}"}]}
            """));
        aws.On("AWSStepFunctions.ListExecutions", input => Executions(input["stateMachineArn"]!.ToString()));
        return aws;
    }

    // Newest first, as Step Functions lists them.
    private static JsonObject Executions(string machine) => new()
    {
        ["executions"] = new JsonArray([.. (machine == Other ? [("upload-2", 2000), ("upload-0", 100)] : new[] { ("upload-1", 1000), ("upload-0", 100) }).Select(each => new JsonObject
        {
            ["executionArn"] = $"{machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{each.Item1}",
            ["name"] = each.Item1,
            ["stateMachineArn"] = machine,
            ["startDate"] = each.Item2,
            ["status"] = "SUCCEEDED",
        })]),
    };
}
