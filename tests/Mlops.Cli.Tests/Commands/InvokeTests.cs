using System.Text.Json.Nodes;
using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Commands;

public sealed class InvokeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Object Created", null, "upload-trigger")]
    [InlineData("Scheduled Event", null, "schedule-trigger")]
    [InlineData("Scheduled Event", "monitor-trigger", "monitor-trigger")]
    [InlineData("CloudWatch Alarm State Change", null, "drift-trigger")]
    [InlineData("mlops.drift.detected", null, "drift-trigger")]
    [InlineData("mlops.retrain.requested", null, "request-trigger")]
    [InlineData("Step Functions Execution Status Change", null, "close")]
    public async Task Invoke_EventOfAType_GoesToItsFunction(string detailType, string? function, string expected)
    {
        await using var aws = await WithFunctionsAsync();

        var run = await aws.RunAsync([.. (string[])["invoke", Event(detailType), "--json"], .. function is null ? [] : (string[])["--function", function]]);

        Assert.Equal((ExitCode.Success, expected), (run.ExitCode, JsonNode.Parse(run.Output)!["function"]!.ToString()));
        Assert.Single(aws.CallsOf($"Invoke the-{expected}"));
    }

    [Fact]
    public async Task Invoke_FunctionThatDoesNotTakeTheEvent_IsRefused()
    {
        await using var aws = await WithFunctionsAsync();

        var run = await aws.RunAsync("invoke", Event("Object Created"), "--function", "monitor-trigger");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("'monitor-trigger' does not take this event; upload-trigger does", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_FunctionThatIsNotDeployed_IsRefused()
    {
        await using var aws = await WithFunctionsAsync();
        aws.Parameters.Remove("/mlops/p/schedule-trigger");

        var run = await aws.RunAsync("invoke", Event("Scheduled Event"));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("p has no schedule-trigger", run.Error, StringComparison.Ordinal);
    }

    private static async Task<FakeAws> WithFunctionsAsync()
    {
        var aws = await FakeAws.StartAsync();
        foreach (var function in (string[])["upload-trigger", "schedule-trigger", "drift-trigger", "request-trigger", "monitor-trigger", "close"])
        {
            aws.Parameters[$"/mlops/p/{function}"] = $"the-{function}";
        }

        return aws;
    }

    private string Event(string detailType) => _folder.File("event.json", new JsonObject { ["detail-type"] = detailType }.ToJsonString());
}
