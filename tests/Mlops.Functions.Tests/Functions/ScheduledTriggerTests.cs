using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using CsCheck;
using Mlops.Functions.Hosting;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

/// <summary><c>schedule-trigger</c> and <c>monitor-trigger</c>: both take the event of a scheduled rule.</summary>
public sealed class ScheduledTriggerTests
{
    private const string Retrain = "schedule-20260105T030000Z", Monitor = "monitor-20260105T030000Z";

    [Fact]
    public async Task ScheduleTrigger_ScheduledEvent_StartsTheRunOfItsTime()
    {
        var world = new World();

        var answer = await world.InvokeAsync("schedule-trigger", RepoFiles.Read("events/scheduled-event/rate.json"));

        Assert.Equal($$"""{"executions":[{"name":"{{Retrain}}","status":"started"}]}""", answer.ToJsonString());
        Assert.Equal(
            $$"""{"cache":"on","cause":"schedule","force":false,"from":null,"notBefore":"2026-01-05T03:00:00Z","only":null,"override":null,"parameters":{},"pipeline":"ridership","request":"{{Retrain}}","requestedBy":null}""",
            world.StepFunctions.Input(Retrain));
    }

    [Fact]
    public async Task ScheduleTrigger_RunEndedWithoutSnapshot_IsFollowedUp()
    {
        var world = new World();
        world.StepFunctions.End(world.StepFunctions.Run(Retrain, "{}", World.Start), ExecutionStatus.FAILED);

        var answer = await world.InvokeAsync("schedule-trigger", RepoFiles.Read("events/scheduled-event/rate.json"));

        Assert.Equal($"{Retrain}-r1", (string)answer["executions"]![0]!["name"]!);
    }

    [Fact]
    public async Task MonitorTrigger_ScheduledEvent_StartsTheMonitoringOfItsTime()
    {
        var world = new World();

        var answer = await world.InvokeAsync("monitor-trigger", RepoFiles.Read("events/scheduled-event/rate.json"));

        Assert.Equal($$"""{"executions":[{"name":"{{Monitor}}","status":"started"}]}""", answer.ToJsonString());
        Assert.Equal("""{"pipeline":"ridership","scheduledAt":"2026-01-05T03:00:00Z"}""", world.StepFunctions.Input(Monitor));
    }

    [Fact]
    public async Task MonitorTrigger_MonitoringThatFailed_IsNotStartedAnew()
    {
        var world = new World();
        await world.InvokeAsync("monitor-trigger", RepoFiles.Read("events/scheduled-event/rate.json"));
        world.StepFunctions.End(World.Execution(Monitor, World.MonitorMachine), ExecutionStatus.FAILED);

        var answer = await world.InvokeAsync("monitor-trigger", RepoFiles.Read("events/scheduled-event/rate.json"));

        Assert.Equal("coalesced", (string)answer["executions"]![0]!["status"]!);
        Assert.Equal([Monitor], world.StepFunctions.Started);
    }

    [Theory]
    [InlineData("schedule-trigger", "schedule")]
    [InlineData("monitor-trigger", "monitor")]
    public async Task Trigger_DeliveriesRepeatedInAnyOrder_StartEachTimeOnce(string function, string prefix) =>
        await Gen.Select(Gen.Int[0, 23].Array[1, 12], Gen.Int).SampleAsync(async (hours, seed) =>
        {
            var world = new World();
            foreach (var hour in hours.Concat(hours).OrderBy(hour => HashCode.Combine(hour, seed)))
            {
                await world.InvokeAsync(function, Event($"2026-01-05T{hour:00}:00:00Z"));
            }

            return world.StepFunctions.Started.Order().SequenceEqual(hours.Distinct().Order().Select(hour => $"{prefix}-20260105T{hour:00}0000Z"));
        }, iter: 30);

    [Theory]
    [InlineData("schedule-trigger")]
    [InlineData("monitor-trigger")]
    public async Task Trigger_OtherEvent_NamesEverythingWrong(string function)
    {
        var exception = await Assert.ThrowsAsync<MalformedEventException>(() => new World().InvokeAsync(function, """{ "source": "aws.ec2", "time": "soon" }"""));

        Assert.All(["source is 'aws.ec2'", "detail-type is missing", "time 'soon'"], problem => Assert.Contains(problem, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ScheduleTrigger_ConformanceEvents_AreUnderstoodOrRefusedForTheirSource()
    {
        foreach (var file in ConformanceEvents.In("scheduled"))
        {
            var json = JsonNode.Parse(File.ReadAllText(file))!;
            if ((string?)json["source"] == "aws.events")
            {
                var answer = await new World().InvokeAsync("schedule-trigger", json.ToJsonString());
                Assert.StartsWith("schedule-", (string)answer["executions"]![0]!["name"]!, StringComparison.Ordinal);
            }
            else
            {
                var exception = await Assert.ThrowsAsync<MalformedEventException>(() => new World().InvokeAsync("schedule-trigger", json.ToJsonString()));
                Assert.Contains("source is", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    private static string Event(string time) => new JsonObject { ["source"] = "aws.events", ["detail-type"] = "Scheduled Event", ["time"] = time, ["detail"] = new JsonObject() }.ToJsonString();
}
