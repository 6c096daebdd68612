using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Mlops.Domain.Triggers;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Runs that somebody asks for on the product's bus.</summary>
public sealed class RequestTests
{
    [Fact]
    public async Task Request_WithParameters_ChangesTheDefinitionForThatRunAlone()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoUploadTrigger);
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        var parameters = new JsonObject { ["hyperparameters.num_iterations"] = "50", ["data.history"] = "P1Y" };
        var detail = new JsonObject { ["pipeline"] = "ridership", ["requestId"] = "build-1", ["cause"] = "ci", ["requestedBy"] = "jenkins", ["parameters"] = parameters };

        var plain = await driver.EndedAsync(await driver.ThereAsync(await driver.RequestAsync(new JsonObject { ["pipeline"] = "ridership" })));
        var changed = await driver.EndedAsync(await driver.ThereAsync(await driver.RequestAsync(detail)));
        var again = await driver.EndedAsync(await driver.ThereAsync(await driver.RequestAsync(new JsonObject { ["pipeline"] = "ridership" })));

        Assert.Equal((RunOutcome.Unchanged, plain.Run.Run), (again.Run.Outcome, again.Run.Dataset!.SameAs));
        Assert.True(changed.Run.Outcome is RunOutcome.Deployed or RunOutcome.Refused, changed.ToString());
        Assert.Equal((RetrainCause.Ci, "ci-build-1", "50"), (changed.Run.Trigger!.Cause, changed.Run.Trigger.Request, changed.Run.Trigger.Parameters["hyperparameters.num_iterations"]));
        Assert.Equal("50", await HyperparameterAsync(cloud, changed.Run));
        Assert.Equal("400", await HyperparameterAsync(cloud, plain.Run));
        Assert.NotEqual(changed.Run.Definition, plain.Run.Definition);
        var report = await driver.ReadAsync($"runs/ridership/{changed.Run.Run}/prepare/prepare.json", DomainJson.Wire.PrepareReport);
        Assert.StartsWith("2002-", report!.Window!.From, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_PutFiveTimesWithOneId_StartsOneRun()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoUploadTrigger);
        var driver = new PipelineDriver(cloud);
        var detail = new JsonObject { ["pipeline"] = "ridership", ["requestId"] = "once" };

        var named = new HashSet<string>();
        for (var delivery = 0; delivery < 5; delivery++)
        {
            named.Add(await driver.RequestAsync(detail.DeepClone().AsObject()));
        }

        var ended = await driver.EndedAsync(await driver.ThereAsync(Assert.Single(named)));

        Assert.Equal(RunOutcome.NotEnoughData, ended.Run.Outcome);
        Assert.Single(await driver.ExecutionsAsync());
    }

    [Fact]
    public async Task Request_WithParametersThatCannotBe_FailsNamingAllOfThem()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoUploadTrigger);
        var driver = new PipelineDriver(cloud);
        var parameters = new JsonObject { ["gate.thresholds"] = "none", ["data.holdout"] = "2", ["hyperparameters.learning_rate"] = "0.1" };

        var ended = await driver.EndedAsync(await driver.ThereAsync(await driver.RequestAsync(new JsonObject { ["pipeline"] = "ridership", ["parameters"] = parameters })));

        Assert.Equal((RunOutcome.Failed, "InvalidParametersException"), (ended.Run.Outcome, ended.Run.Error!.Error));
        Assert.Contains("gate.thresholds", ended.Run.Error.Cause, StringComparison.Ordinal);
        Assert.Contains("data.holdout", ended.Run.Error.Cause, StringComparison.Ordinal);
        Assert.Null(await driver.ReadAsync("leases/ridership/training.json", DomainJson.Wire.Lease));
    }

    [Fact]
    public async Task Request_ForNoPipelineOfThisApp_IsKept()
    {
        await using var cloud = await Cloud.StartAsync();
        var driver = new PipelineDriver(cloud);

        await driver.RequestAsync(new JsonObject { ["pipeline"] = "nobody" });
        await driver.RequestAsync(new JsonObject { ["requestId"] = "without-a-pipeline" });
        using var queues = new DeadLetters(cloud);
        var kept = new List<Message> { await queues.ReceiveAsync("UnclaimedRequests"), await queues.ReceiveAsync("UnclaimedRequests") };

        Assert.Equal(["nobody", null], kept.Select(message => JsonNode.Parse(message.Body)!["detail"]!["pipeline"]?.ToString()).OrderDescending());
        Assert.Empty(await driver.ExecutionsAsync());
    }

    private static async Task<string> HyperparameterAsync(Cloud cloud, RunRecord run)
    {
        var job = run.Steps.Single(step => step.Step == "train").Job;
        var described = await cloud.Connection.SageMaker.DescribeTrainingJobAsync(
            new Amazon.SageMaker.Model.DescribeTrainingJobRequest { TrainingJobName = job }, TestContext.Current.CancellationToken);
        return described.HyperParameters["num_iterations"];
    }
}
