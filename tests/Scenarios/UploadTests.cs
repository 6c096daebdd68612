using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Runs;
using Mlops.Domain.Triggers;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Files arrive, become a served model, and are followed by more.</summary>
public sealed class UploadTests(DeployedCloud deployed) : IClassFixture<DeployedCloud>
{
    [Fact]
    public void Burst_OfThirtySixFiles_TrainsOnceAndDeploys()
    {
        Assert.Single(deployed.Burst, run => run.Record?.Steps.Count > 0);
        Assert.Equal(RunOutcome.Deployed, deployed.First.Run.Outcome);
        Assert.All(deployed.Burst.Where(run => run.Arn != deployed.First.Arn), run => Assert.Equal(RunOutcome.Unchanged, run.Run.Outcome));
    }

    [Fact]
    public void RunRecord_OfADeployedRun_TellsWhatStartedIt()
    {
        var run = deployed.First.Run;

        Assert.Matches("^[0-9]{10}-[0-9a-f]{7}$", run.Run);
        Assert.Equal((PipelineDriver.Pipeline, deployed.First.Arn), (run.Pipeline, run.Execution));
        Assert.Equal((RetrainCause.Upload, false), (run.Trigger!.Cause, run.Trigger.Force));
        Assert.Equal(deployed.First.Execution.Name, run.Trigger.Request);
        Assert.Empty(run.Trigger.Parameters);
        Assert.Matches("^[0-9a-f]{64}$", run.Definition);
        Assert.Matches("/mlops/algorithm@sha256:[0-9a-f]{64}$", run.Image);
        Assert.True(run.StartedAt < run.AdmittedAt && run.AdmittedAt < run.ClosedAt, $"{run.StartedAt:O} {run.AdmittedAt:O} {run.ClosedAt:O}");
    }

    [Fact]
    public void RunRecord_OfADeployedRun_TellsWhatWentInAndWhatWasDone()
    {
        var run = deployed.First.Run;

        Assert.Equal((SnapshotStatus.New, 36, (string?)null), (run.Dataset!.Status, run.Dataset.Files, run.Dataset.SameAs));
        Assert.Matches("^[0-9a-f]{64}$", run.Dataset.Hash);
        Assert.Equal(Ridership.Months(2001, 2003).Values.Sum(file => (long)file.Length), run.Dataset.Bytes);
        Assert.Equal(["prepare", "train", "evaluate"], run.Steps.Select(step => step.Step));
        Assert.All(run.Steps, step =>
        {
            Assert.Equal("Completed", step.Status);
            Assert.StartsWith($"ridership-{run.Run}-{step.Step}", step.Job, StringComparison.Ordinal);
            Assert.EndsWith($"/{step.Job}", step.Arn, StringComparison.Ordinal);
            Assert.True(step.StartedAt <= step.EndedAt, $"{step}");
            Assert.True(step.StartedAt >= run.AdmittedAt && step.EndedAt <= run.ClosedAt, $"{step} {run.AdmittedAt:O} {run.ClosedAt:O}");
        });
        Assert.True(run.Steps.Single(step => step.Step == "train").BillableSeconds > 0);
    }

    [Fact]
    public void RunRecord_OfADeployedRun_TellsWhatCameOfIt()
    {
        var run = deployed.First.Run;

        Assert.Equal(["mae", "r2", "rmse"], run.Metrics!.Keys.Order(StringComparer.Ordinal));
        Assert.All(run.Metrics.Values, value => Assert.True(double.IsFinite(value)));
        Assert.Matches("^[0-9a-f]{64}$", run.Model);
        Assert.Equal(GateDecision.Passed, run.Gate!.Verdict);
        // Two limits, no champion for the slices and none for the whole, and what must not matter.
        Assert.Equal(5, run.Gate.Reasons.Count);
        Assert.Contains(":model-package/mlops-ridership/1", run.Package, StringComparison.Ordinal);
        Assert.Equal(("deployed", PipelineDriver.Endpoint, $"mlops-ridership-{run.Run}"), (run.Deployment!.Outcome, run.Deployment.Endpoint, run.Deployment.Config));
        Assert.Equal((null, null), (run.SupersededBy, run.Error));
    }

    [Fact]
    public async Task Champion_AfterADeployment_IsWhatTheEndpointServes()
    {
        var champion = await deployed.RequireDriver().ChampionAsync();
        var endpoint = await deployed.Driver.EndpointAsync();

        Assert.NotNull(await deployed.Driver.FreeAsync("training"));
        Assert.NotNull(await deployed.Driver.FreeAsync("endpoint"));
        Assert.Equal((deployed.First.Run.Run, deployed.First.Run.Model, deployed.First.Run.Package), (champion!.Run, champion.Model, champion.Package));
        Assert.Equal((champion.Config, "InService"), (endpoint!.EndpointConfigName, endpoint.EndpointStatus.Value));
    }

    [Fact]
    public async Task Endpoint_AskedForAMonth_AnswersEveryRow()
    {
        var predictions = await deployed.RequireDriver().PredictAsync(Ridership.Questions("2004-02"));

        Assert.Equal(29, predictions.Length);
        Assert.All(predictions, prediction => Assert.InRange(prediction, 1, 50));
    }

    [Fact]
    public async Task Logs_OfADeployedRun_AreThoseOfItsFunctionsAndJobsAndOfItsDeployment()
    {
        var run = deployed.First.Run;

        var logs = await CliRun.OfAsync(deployed.Cloud, "logs", run.Run, "--json");
        var training = await CliRun.OfAsync(deployed.Cloud, "logs", run.Run, "--step", "Train", "--tail", "1");

        var lines = JsonNode.Parse(logs.Output)!.AsArray().Select(line => line!).ToList();
        Assert.Empty(new[] { "Admit", "Snapshot", "Prepare", "Train", "Evaluate", "Gate", "Deploy/SmokeTest" }.Except(lines.Select(line => line["step"]!.ToString())));
        Assert.All(lines.Where(line => line["step"]!.ToString() == "Train"), line =>
            Assert.StartsWith($"ridership-{run.Run}-train", line["logStream"]!.ToString(), StringComparison.Ordinal));
        Assert.Equal(lines.Select(line => line["time"]!.ToString()).Order(StringComparer.Ordinal), lines.Select(line => line["time"]!.ToString()));
        Assert.EndsWith($"Train  {lines.Last(line => line["step"]!.ToString() == "Train")["message"]!.ToString().TrimEnd()}", training.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_OfADeployedRun_RanAsTheNativeExecutableOfTheTemplatesAsset()
    {
        var running = FunctionProcesses.Executables(Path.Combine(deployed.State, "lambda", "code"));
        var asset = File.ReadAllBytes(Path.Combine(Checkout.FunctionsAsset(), "bootstrap"));

        Assert.True(running.Count >= 5, $"{running.Count} processes of functions are still there");
        Assert.Equal("\u007fELF"u8, asset.AsSpan(0, 4));
        Assert.All(running.Distinct(), executable => Assert.Equal(SHA256.HashData(asset), SHA256.HashData(File.ReadAllBytes(executable))));
    }
}
