using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalCloud.CloudWatch;
using LocalCloud.Models;
using LocalCloud.Tests.Lambda;
using LocalCloud.Tests.Processes;
using LocalCloud.Tests.Testing;

namespace LocalCloud.Tests.CloudWatch;

/// <summary>Recorded calls of AWS: a function is invoked, and GetMetricData tells what Lambda says of it.</summary>
public sealed partial class MetricTraceTests
{
    [Fact]
    public async Task CloudWatch_RecordedCallsOfAws_AreAnsweredAsAwsDid()
    {
        var replayed = 0;
        foreach (var recorded in Conformance.Cases("api-traces", "cloudwatch.json"))
        {
            await using var lambda = await LambdaFixture.StartAsync();
            await using var cloudWatch = new CloudWatchEngine(
                lambda.Compute.Context.Identity,
                lambda.Compute.Store,
                new CloudWatchSurroundings(TimeProvider.System, () => lambda.Api, () => lambda.Compute.Events));
            await lambda.JoinAsync(cloudWatch);
            foreach (var step in recorded!["steps"]!.AsArray())
            {
                await ReplayAsync(lambda, step!, fails: recorded["name"]!.ToString().Contains("error", StringComparison.Ordinal));
                replayed++;
            }
        }

        Assert.NotEqual(0, replayed);
    }

    private static async Task ReplayAsync(LambdaFixture lambda, JsonNode step, bool fails)
    {
        if (step["op"]!.ToString() == "invoke")
        {
            var name = step["args"]!["FunctionName"]!.ToString();
            await lambda.CreateAsync(name);
            var answer = await lambda.InvokeAsync(fails ? "\"fail\"" : "1", name: name);
            Assert.Equal(fails, answer["FunctionError"] is not null);
            return;
        }

        var input = step["args"]!.DeepClone().AsObject();
        var now = TimeProvider.System.GetUtcNow();
        // The hour that was recorded is over: the same hour around now.
        (input["StartTime"], input["EndTime"]) = (Timestamps.Iso(now.AddMinutes(-30)), Timestamps.Iso(now.AddMinutes(30)));
        var told = await lambda.Api.CallAsync("cloudwatch", "GetMetricData", input, ComputeFixture.Caller, TestContext.Current.CancellationToken);
        foreach (var (_, expectation) in step["expect"]!.AsObject())
        {
            var expected = expectation!["value"]!.DeepClone().AsObject();
            expected.Remove("ResponseMetadata");
            foreach (var result in told["MetricDataResults"]!.AsArray())
            {
                Assert.All(result!["Timestamps"]!.AsArray(), time => Assert.Matches(Time(), time!.ToString()));
                result["Timestamps"] = "timestamp";
            }

            Assert.True(JsonNode.DeepEquals(expected, told), $"{expected.ToJsonString()}\n{told.ToJsonString()}");
        }
    }

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z\z")]
    private static partial Regex Time();
}
