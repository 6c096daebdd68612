using System.Text.Json.Nodes;
using Amazon.CloudWatch.Model;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.SageMaker.Model;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Two pipelines of one app at the same time, of which one predicts a number and the other a class: what happens to one is nothing to the other.</summary>
public sealed class SideBySideTests(TwoPipelinesCloud two) : IClassFixture<TwoPipelinesCloud>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Uploads_OfBothAtOnce_TrainAndServeTwoModels()
    {
        Checkout.Require();

        Assert.True(two.RidershipRun.Run.Outcome == RunOutcome.Deployed, two.RidershipRun.ToString());
        Assert.True(two.FlightsRun.Run.Outcome == RunOutcome.Deployed, two.FlightsRun.ToString());
        Assert.True(two.FlightsRun.Execution.StartDate < two.RidershipRun.Execution.StopDate && two.RidershipRun.Execution.StartDate < two.FlightsRun.Execution.StopDate, "One waited for the other.");
        Assert.Equal((1, 1), (await two.Ridership.TrainingsAsync(), await two.Flights.TrainingsAsync()));
        Assert.All(await two.Ridership.PredictAsync(Ridership.Questions("2004-01")), prediction => Assert.InRange(prediction, 0, 40));
        Assert.All(await two.Flights.PredictAsync(Flights.Questions("2001-03-20")), probability => Assert.InRange(probability, 0, 1));
    }

    [Fact]
    public async Task Names_OfBoth_AreApart()
    {
        Checkout.Require();
        var (rides, flights) = (await two.Ridership.ChampionAsync(), await two.Flights.ChampionAsync());

        Assert.Equal((two.RidershipRun.Run.Run, two.FlightsRun.Run.Run), (rides!.Run, flights!.Run));
        Assert.Equal(($"mlops-ridership-{rides.Run}", $"mlops-flights-{flights.Run}"), (rides.Config, flights.Config));
        Assert.All(two.FlightsRun.Run.Steps, step => Assert.StartsWith($"flights-{flights.Run}-", step.Job, StringComparison.Ordinal));
        Assert.Equal((1, 1), (await PackagesAsync("mlops-ridership"), await PackagesAsync("mlops-flights")));
        await two.Ridership.FreeAsync("training");
        await two.Flights.FreeAsync("training");
        await two.Flights.FreeAsync("endpoint");
    }

    [Fact]
    public async Task Gate_OfTheClassifier_HoldsItAgainstItsOwnMetrics()
    {
        Checkout.Require();
        var evaluation = await two.Flights.ReadAsync($"runs/flights/{two.FlightsRun.Run.Run}/evaluate/evaluation.json", DomainJson.Wire.EvaluationReport);

        Assert.InRange(evaluation!.Challenger.Metrics["auc"], 0.6, 0.9);
        Assert.Equal(("late", "on-time"), (evaluation.Challenger.Classification!.Positive, evaluation.Challenger.Classification.Negative));
        Assert.Equal(GateDecision.Passed, two.FlightsRun.Run.Gate!.Verdict);
        Assert.Contains(two.FlightsRun.Run.Gate.Reasons, reason => reason.StartsWith("auc is 0.", StringComparison.Ordinal) && reason.EndsWith("must be at least 0.6: passed.", StringComparison.Ordinal));
        Assert.Equal(evaluation.Challenger.Metrics["auc"], two.FlightsRun.Run.Metrics!["auc"]);
        var training = await two.Cloud.Connection.SageMaker.DescribeTrainingJobAsync(
            new DescribeTrainingJobRequest { TrainingJobName = two.FlightsRun.Run.Steps.Single(step => step.Step == "train").Job }, Token);
        Assert.Equal(["validation:auc", "validation:binary_logloss"], training.FinalMetricDataList.Select(metric => metric.MetricName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Cli_WithTwoPipelines_ShowsBothOrAsksWhich()
    {
        Checkout.Require();
        var both = await CliRun.OfAsync(two.Cloud, "runs", "--json");
        var one = await CliRun.OfAsync(two.Cloud, "runs", "-p", "flights", "--json");
        var asked = await CliRun.OfAsync(two.Cloud, "put", Checkout.FlightsSample);
        var found = await CliRun.OfAsync(two.Cloud, "run", two.FlightsRun.Run.Run, "--json");
        var invoked = await CliRun.OfAsync(two.Cloud, "endpoint", "invoke", "-p", "flights", Path.Combine(Path.GetDirectoryName(Checkout.Definition)!, "..", "flights", "golden.csv"));

        Assert.Equal(["flights", "ridership"], Pipelines(both).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["flights"], Pipelines(one).Distinct());
        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("Say which pipeline with --pipeline: flights, ridership.", asked.Error, StringComparison.Ordinal);
        Assert.Equal("flights", JsonNode.Parse(found.Output)!["pipeline"]!.ToString());
        Assert.All(invoked.Output.TrimEnd().Split('\n'), line => Assert.Matches("^0\\.\\d+,(late|on-time)$", line.TrimEnd()));
    }

    [Fact]
    public async Task Monitor_OfTheClassifier_MeasuresItsQualityUnderItsOwnName()
    {
        Checkout.Require();
        string[] days = ["2001-03-01", "2001-03-02", "2001-03-03"];
        foreach (var day in days)
        {
            await two.Flights.PredictAsync(Flights.Questions(day));
            await two.Flights.PutTruthAsync($"{day}.csv", Flights.Of(day));
        }

        await two.Cloud.PassAsync(TimeSpan.FromMinutes(2));
        var monitoring = await two.Flights.MonitorAsync("monitor-side-by-side");
        var state = JsonNode.Parse(monitoring.Output ?? "{}")!;

        Assert.True(state["findings"] is not null, monitoring.Output + monitoring.Cause);
        Assert.Equal(days.Sum(Flights.Count), state["findings"]!["rowsWithTruth"]!.GetValue<int>());
        Assert.Contains(state["findings"]!["reasons"]!.AsArray(), reason => reason!.ToString().StartsWith("auc is 0.", StringComparison.Ordinal));
        Assert.Equal((1, 0), (await QualityAsync("flights"), await QualityAsync("ridership")));
        var shown = await CliRun.OfAsync(two.Cloud, "drift", "latest", "-p", "flights");
        Assert.Contains("auc is 0.", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ridership", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejection_InOne_LeavesTheOtherAlone()
    {
        Checkout.Require();
        var (rides, flights) = (await two.Ridership.ChampionAsync(), await two.Flights.ChampionAsync());
        var before = await two.Ridership.ExecutionsAsync();

        var rejected = await two.Flights.UploadAsync(new Dictionary<string, string> { ["broken.csv"] = Flights.Of("2001-03-09").Replace(",late,", ",laet,", StringComparison.Ordinal).Replace(",on-time,", ",on time,", StringComparison.Ordinal) });

        Assert.Equal((RunOutcome.Rejected, "DataRejected"), (rejected.Run.Outcome, rejected.Execution.Error));
        Assert.Contains("labels are missing or of neither class", rejected.Run.Error!.Cause, StringComparison.Ordinal);
        Assert.Equal((rides, flights), (await two.Ridership.ChampionAsync(), await two.Flights.ChampionAsync()));
        Assert.Equal(before, await two.Ridership.ExecutionsAsync());
        Assert.NotEmpty(await two.Ridership.PredictAsync(Ridership.Questions("2004-02")));
    }

    [Fact]
    public async Task EventThatOneCannotHandle_LiesInItsOwnQueue()
    {
        Checkout.Require();
        await two.Cloud.Connection.Lambda.InvokeAsync(
            new InvokeRequest { FunctionName = two.Cloud.PhysicalId("TriggersUploadFunction", Flights.Pipeline), InvocationType = InvocationType.Event, Payload = """{"detail-type":"Object Created"}""" }, Token);
        using var flights = new DeadLetters(two.Cloud, Flights.Pipeline);
        using var rides = new DeadLetters(two.Cloud);
        await Until.FoundAsync("the event in the dead-letter queue", async () => await flights.CountAsync("TriggersUploadFailures") == 1 ? "one" : null);

        var listed = await CliRun.OfAsync(two.Cloud, "replay", "--list", "-p", "flights");

        Assert.Equal(0, await rides.CountAsync("TriggersUploadFailures"));
        Assert.Contains("upload-trigger", listed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alarm_OfOne_StartsARunOfThatOneAlone()
    {
        Checkout.Require();
        var before = await two.Ridership.ExecutionsAsync();
        await two.Flights.PutTruthAsync("new.csv", Flights.Of("2001-03-15"));

        await two.Cloud.Connection.CloudWatch.SetAlarmStateAsync(new SetAlarmStateRequest { AlarmName = "mlops-flights-quality-loss", StateValue = "ALARM", StateReason = "The test says so." }, Token);
        var started = Assert.Single(await two.Flights.StartedAsync());
        await two.Flights.EnteredAsync(started, "Prepare");
        await two.Flights.StopAsync(started);

        Assert.Contains(":mlops-flights-retrain:drift-mlops-flights-drift-", started, StringComparison.Ordinal);
        Assert.Equal(RunOutcome.Failed, (await two.Flights.ClosedAsync(started)).Run.Outcome);
        await two.Flights.FreeAsync("training");
        Assert.Equal(before, await two.Ridership.ExecutionsAsync());
        var alarms = await two.Cloud.Connection.CloudWatch.DescribeAlarmsAsync(new DescribeAlarmsRequest { AlarmNames = ["mlops-ridership-drift"], AlarmTypes = ["CompositeAlarm"] }, Token);
        Assert.NotEqual("ALARM", alarms.CompositeAlarms.Single().StateValue.Value);
    }

    private static IEnumerable<string> Pipelines(CliRun runs) => JsonNode.Parse(runs.Output)!.AsArray().Select(run => run!["pipeline"]!.ToString());

    private async Task<int> PackagesAsync(string group) =>
        (await two.Cloud.Connection.SageMaker.ListModelPackagesAsync(new ListModelPackagesRequest { ModelPackageGroupName = group }, Token)).ModelPackageSummaryList?.Count ?? 0;

    private async Task<int> QualityAsync(string pipeline)
    {
        var now = two.Cloud.App.Clock!.GetUtcNow().UtcDateTime;
        var metric = new Metric { Namespace = "MLOps", MetricName = "Quality", Dimensions = [new Dimension { Name = "Pipeline", Value = pipeline }] };
        var query = new MetricDataQuery { Id = "quality", MetricStat = new MetricStat { Metric = metric, Period = 86_400, Stat = "Maximum" } };
        var data = await two.Cloud.Connection.CloudWatch.GetMetricDataAsync(
            new GetMetricDataRequest { MetricDataQueries = [query], StartTime = now.AddDays(-1), EndTime = now.AddHours(1) }, Token);
        return data.MetricDataResults.Sum(result => result.Values?.Count ?? 0);
    }
}
