using System.Text.Json.Nodes;
using Amazon.StepFunctions.Model;
using Mlops.Domain.Drift;
using Mlops.Domain.Json;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Each call of the Monitor machine goes wrong: once, and nobody minds; for good, and the monitoring fails with the error.</summary>
public sealed class MonitorFaultTests(DriftingCloud drifting) : IClassFixture<DriftingCloud>
{
    private static readonly Place[] Places =
    [
        Place.Function("Plan", "FunctionsMonitorPlanFunction"),
        Place.Service("Analyze", "sagemaker", "CreateProcessingJob", "-monitor-"),
        Place.Service("ReadFindings", "s3", "GetObject", "findings.json"),
        Place.Service("PublishMetrics", "cloudwatch", "PutMetricData"),
        Place.Function("Respond", "FunctionsMonitorRespondFunction"),
        Place.Service("EmitDrift", "events", "PutEvents"),
    ];

    public static TheoryData<string> States => [.. Places.Select(place => place.State)];

    [Fact]
    public async Task EveryCall_ThatFailsOnce_IsTriedAgainAndTheMonitoringAsks()
    {
        await drifting.PersistAsync();
        var faults = Places.Select(place => drifting.Cloud.App.Host.Faults.Add(place.Passing())).ToList();

        var ended = await drifting.Driver.MonitorAsync("monitor-passing");

        Assert.All(faults.Zip(Places), each => Assert.True(each.First.Hits == 1, $"{each.Second}: {each.First.Hits}"));
        Assert.Equal(("SUCCEEDED", "request"), (ended.Status.Value, Response(ended)));
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Call_ThatFailsForGood_FailsTheMonitoringWithItsError(string state)
    {
        await drifting.PersistAsync();
        var fault = drifting.Cloud.App.Host.Faults.Add(Places.Single(place => place.State == state).Lasting());

        var ended = await drifting.Driver.MonitorAsync($"monitor-{state}");

        Assert.True(fault.Hits > 0);
        Assert.Equal("FAILED", ended.Status.Value);
        Assert.Matches("InvalidPayloadException|SdkClientException", ended.Error);
    }

    [Fact]
    public async Task Monitor_WithoutAChampion_HasNothingToJudge()
    {
        await using var cloud = await Cloud.StartAsync();
        var ended = await new PipelineDriver(cloud).MonitorAsync("monitor-early");

        Assert.Equal(("SUCCEEDED", "nothing"), (ended.Status.Value, JsonNode.Parse(ended.Output)!["plan"]!["status"]!.ToString()));
    }

    private static string? Response(DescribeExecutionResponse ended) => JsonNode.Parse(ended.Output)!["response"]?["response"]?.ToString();
}
