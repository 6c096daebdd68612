using System.Text.Json.Nodes;
using Amazon.CloudWatch.Model;
using Amazon.StepFunctions.Model;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Mlops.Domain.Triggers;
using Scenarios.Support;

namespace Scenarios;

/// <summary>The endpoint is asked what its model never learned: found by the monitor in stepped time, and acted upon, or not, with the reason.</summary>
public sealed class DriftTests
{
    private const string Alarm = "mlops-ridership-drift";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drift_WithTruthToLearnFrom_RetrainsAndReplacesTheChampion()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoSchedule);
        var driver = new PipelineDriver(cloud);
        var first = await driver.UploadAsync(Ridership.Months(2001, 2003));
        await AskAsync(driver, 2007, 2008);
        await TellAsync(driver, 2006, 2008);
        var before = await driver.ExecutionsAsync();

        await cloud.PassAsync(Day);
        var findings = Findings(Assert.Single(await driver.MonitoringsAsync()));
        var run = await driver.EndedAsync(Assert.Single(await driver.StartedAsync(), started => !before.Contains(started)));

        Assert.True(findings["drift"]!.GetValue<bool>(), findings.ToJsonString());
        Assert.Equal("ALARM", await StateAsync(cloud, Alarm));
        Assert.Equal((RetrainCause.Drift, RunOutcome.Deployed), (run.Run.Trigger!.Cause, run.Run.Outcome));
        Assert.StartsWith($"drift-{Alarm}-", run.Run.Trigger.Request, StringComparison.Ordinal);
        var evaluation = await driver.ReadAsync($"runs/ridership/{run.Run.Run}/evaluate/evaluation.json", DomainJson.Wire.EvaluationReport);
        Assert.Equal(first.Run.Run, evaluation!.Champion!.Run);
        Assert.True(evaluation.Challenger.Metrics["mae"] < evaluation.Champion.Metrics["mae"]);
        Assert.Equal(run.Run.Run, (await driver.ChampionAsync())!.Run);
    }

    [Fact]
    public async Task Drift_WithNothingNewToLearnFrom_StartsNothingAndSaysSo()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoSchedule);
        var driver = new PipelineDriver(cloud);
        await driver.UploadAsync(Ridership.Months(2001, 2003));
        var before = await driver.ExecutionsAsync();
        await AskAsync(driver, 2008, 2008);

        await cloud.PassAsync(Day);
        var monitoring = Assert.Single(await driver.MonitoringsAsync());
        await AlarmIsAsync(cloud, "ALARM");

        Assert.True(Findings(monitoring)["drift"]!.GetValue<bool>());
        Assert.Equal("nothing-new", Response(monitoring)["response"]!.ToString());
        Assert.Contains("nothing new", Response(monitoring)["reason"]!.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, await driver.ExecutionsAsync());
    }

    [Fact]
    public async Task Drift_ThatPersistsAfterARefusedRun_IsAskedForAgainPastTheCooldown()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoSchedule);
        var driver = new PipelineDriver(cloud);
        await driver.UploadAsync(Ridership.Months(2001, 2003));
        var champion = await driver.ChampionAsync();
        await cloud.RestartAsync(Edit.NoSchedule, Edit.Definition("\"r2\":{\"minimum\":0.6}", "\"r2\":{\"minimum\":0.999}"));
        await AskAsync(driver, 2007, 2008);
        await TellAsync(driver, 2006, 2007);

        await cloud.PassAsync(Day);
        Assert.Equal("alarm", Response(Assert.Single(await driver.MonitoringsAsync()))["response"]!.ToString());
        var refused = await driver.EndedAsync(Assert.Single(await driver.StartedAsync()));

        await cloud.PassAsync(Day);
        var second = Response(Assert.Single(await driver.MonitoringsAsync()));
        Assert.True(second["response"]!.ToString() == "nothing-new", second.ToJsonString());

        await TellAsync(driver, 2008, 2008);
        await cloud.PassAsync(Day);
        var third = Assert.Single(await driver.MonitoringsAsync());
        var again = await driver.EndedAsync(Assert.Single(await driver.StartedAsync()));

        Assert.Equal((RunOutcome.Refused, GateDecision.Refused), (refused.Run.Outcome, refused.Run.Gate?.Verdict));
        Assert.Equal("request", Response(third)["response"]!.ToString());
        Assert.Equal((RetrainCause.Drift, $"drift-{JsonNode.Parse(third.Output)!["plan"]!["monitor"]}"), (again.Run.Trigger!.Cause, again.Run.Trigger.Request));
        Assert.Equal(champion, await driver.ChampionAsync());
        await driver.FreeAsync("training");
    }

    [Theory]
    [InlineData("OK")]
    [InlineData("INSUFFICIENT_DATA")]
    public async Task Alarm_ThatDoesNotGoOff_StartsNothing(string state)
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoSchedule, Edit.NoMonitor, Edit.NoUploadTrigger);
        var driver = new PipelineDriver(cloud);
        var months = Ridership.Months(2001, 2001).Take(2).ToList();
        await driver.PutAsync(months[0].Key, months[0].Value);
        await SetAsync(cloud, "mlops-ridership-feature-drift", "ALARM");
        var started = Assert.Single(await driver.StartedAsync());
        await driver.EndedAsync(started);

        await driver.PutAsync(months[1].Key, months[1].Value);
        await SetAsync(cloud, "mlops-ridership-feature-drift", state);
        await AlarmIsAsync(cloud, "OK");
        await SetAsync(cloud, "mlops-ridership-quality-loss", "ALARM");
        var next = Assert.Single(await driver.StartedAsync());

        Assert.Equal([started, next], await driver.ExecutionsAsync());
    }

    private static async Task AskAsync(PipelineDriver driver, int fromYear, int toYear)
    {
        foreach (var month in Enumerable.Range(fromYear, toYear - fromYear + 1).SelectMany(year => Enumerable.Range(1, 12).Select(month => $"{year}-{month:00}")))
        {
            await driver.PredictAsync(Ridership.Questions(month));
        }
    }

    private static async Task TellAsync(PipelineDriver driver, int fromYear, int toYear)
    {
        foreach (var year in Enumerable.Range(fromYear, toYear - fromYear + 1))
        {
            await driver.PutTruthAsync($"{year}.csv", Ridership.Year(year));
        }
    }

    private static JsonNode Findings(DescribeExecutionResponse monitoring) => Part(monitoring, "findings");

    private static JsonNode Response(DescribeExecutionResponse monitoring) => Part(monitoring, "response");

    private static JsonNode Part(DescribeExecutionResponse monitoring, string name) =>
        JsonNode.Parse(monitoring.Output ?? "{}")![name] ?? throw new InvalidOperationException($"{monitoring.Name} ended {monitoring.Status} without {name}: {monitoring.Error} {monitoring.Cause} {monitoring.Output}");

    private static async Task SetAsync(Cloud cloud, string alarm, string state) =>
        await cloud.Connection.CloudWatch.SetAlarmStateAsync(new SetAlarmStateRequest { AlarmName = alarm, StateValue = state, StateReason = "The test says so." }, Token);

    private static async Task AlarmIsAsync(Cloud cloud, string state) =>
        await Until.FoundAsync($"{Alarm} to be {state}", async () => await StateAsync(cloud, Alarm) == state ? state : null);

    private static async Task<string?> StateAsync(Cloud cloud, string alarm)
    {
        var described = await cloud.Connection.CloudWatch.DescribeAlarmsAsync(new DescribeAlarmsRequest { AlarmNames = [alarm], AlarmTypes = ["CompositeAlarm"] }, Token);
        return described.CompositeAlarms?.SingleOrDefault()?.StateValue?.Value;
    }
}
