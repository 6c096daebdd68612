using System.Text.Json.Nodes;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.S3.Model;
using Amazon.SageMaker.Model;
using LocalCloud.Faults;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>What roles may do for the days on which something goes wrong, or comes with what few uploads have.</summary>
public sealed class AccessTests(TroubledCloud troubled) : IClassFixture<TroubledCloud>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Cloud Cloud => troubled.Cloud;

    private PipelineDriver Driver => troubled.Driver;

    [Fact]
    public async Task Upload_WithTags_IsFrozen()
    {
        troubled.Require();
        var (name, content) = Ridership.Months(2003, 2003).First();
        await Driver.PutAsync(name, content);
        await Cloud.Connection.S3.PutObjectTaggingAsync(
            new PutObjectTaggingRequest
            {
                BucketName = Cloud.Product.DataBucket,
                Key = $"incoming/ridership/{name}",
                Tagging = new Tagging { TagSet = [new Amazon.S3.Model.Tag { Key = "source", Value = "depot" }] },
            },
            Token);

        var run = await Driver.EndedAsync(await Driver.StartAsync("manual-tagged"));

        Assert.Contains($"incoming/ridership/{name}", await ManifestAsync(run), StringComparison.Ordinal);
        Assert.True(run.Run.Outcome is RunOutcome.Deployed or RunOutcome.Refused, run.ToString());
    }

    [Fact]
    public async Task Execution_StoppedWhileItPrepares_StopsTheJob()
    {
        troubled.Require();
        using var sleeping = Cloud.Wrap("[ \"$2\" != prepare ] || exec sleep 60");
        var execution = await Driver.StartAsync("manual-stopped", force: true);
        var job = await JobAsync("-prepare-", "InProgress");

        await Driver.StopAsync(execution);

        Assert.Equal(job, await JobAsync("-prepare-", "Stopped"));
        await Driver.FreeAsync("training");
    }

    [Fact]
    public async Task Monitoring_StoppedWhileItAnalyzes_StopsTheJob()
    {
        troubled.Require();
        await Cloud.PassAsync(TimeSpan.FromMinutes(2));
        using var sleeping = Cloud.Wrap("[ \"$2\" != monitor ] || exec sleep 60");
        var execution = await Driver.StartMonitorAsync("monitor-stopped");
        var job = await JobAsync("-monitor-", "InProgress");

        await Driver.StopAsync(execution);

        Assert.Equal(job, await JobAsync("-monitor-", "Stopped"));
    }

    [Fact]
    public async Task Evaluation_ThatLeavesNoReport_FailsTheRunSayingSo()
    {
        troubled.Require();
        EndedRun run;
        using (Cloud.Wrap("[ \"$2\" != evaluate ] || exit 0"))
        {
            run = await Driver.EndedAsync(await Driver.StartAsync("manual-unreported", force: true));
        }

        Assert.Equal((RunOutcome.Failed, "BrokenDocumentException"), (run.Run.Outcome, run.Run.Error!.Error));
        Assert.Contains("evaluation.json", run.Run.Error.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Functions_ThatCannotHandleAnEvent_KeepItInTheirOwnQueues()
    {
        troubled.Require();
        string[] triggers = ["Upload", "Schedule", "Drift", "Request", "Monitor", "Close", "Approval"];
        foreach (var trigger in triggers)
        {
            await InvokeAsync(trigger, new JsonObject { ["broken"] = trigger }, InvocationType.Event);
        }

        using var queues = new DeadLetters(Cloud);
        foreach (var trigger in triggers)
        {
            // Other scenarios of this cloud leave letters, too.
            JsonNode? broken;
            do
            {
                broken = JsonNode.Parse((await queues.ReceiveAsync($"Triggers{trigger}Failures")).Body)!["broken"];
            }
            while (broken is null);

            Assert.Equal(trigger, broken.ToString());
        }
    }

    [Theory]
    [InlineData("Schedule", "scheduled-event/cron.json", "2003-02")]
    [InlineData("Drift", "alarm-state-change/composite.json", "2003-03")]
    public async Task Event_ThatComesAgainAfterItsExecutionFailed_StartsItAnew(string trigger, string example, string month)
    {
        troubled.Require();
        await Driver.PutAsync($"{month}.csv", Ridership.Months(2003, 2003).Single(file => file.Key.Contains(month, StringComparison.Ordinal)).Value);
        troubled.Faults.Add(Place.Function("Snapshot", "FunctionsSnapshotFunction").Lasting() with { Times = 1 });
        troubled.Faults.Add(new FaultRule { Service = "events", Operation = FaultRule.Delivery, Resource = "RulesEnded", Effect = new FaultEffect.Drop() });
        var received = JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(Checkout.UploadEvent)!, "..", example)))!.AsObject();

        var first = await StartedAsync(await InvokeAsync(trigger, received, InvocationType.RequestResponse));
        var failed = await Driver.EndedAsync(first);
        var second = await StartedAsync(await InvokeAsync(trigger, received, InvocationType.RequestResponse));
        var anew = await Driver.EndedAsync(second);

        Assert.Equal((RunOutcome.Failed, $"{first}-r1"), (failed.Run.Outcome, second));
        Assert.True(anew.Run.Outcome is RunOutcome.Deployed or RunOutcome.Refused, anew.ToString());
    }

    private async Task<string> ManifestAsync(EndedRun run)
    {
        using var manifest = await Cloud.Connection.S3.GetObjectAsync(Cloud.Product.ArtifactsBucket, $"runs/ridership/{run.Run.Run}/manifest.json", Token);
        using var reader = new StreamReader(manifest.ResponseStream);
        return await reader.ReadToEndAsync(Token);
    }

    private async Task<string> StartedAsync(JsonNode? answer)
    {
        var name = answer!["executions"]![0]!["name"]!.ToString();
        return await Driver.ThereAsync($"{Cloud.Product.Pipelines[PipelineDriver.Pipeline].Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}");
    }

    private Task<string> JobAsync(string part, string status) => Until.FoundAsync($"a job {part} to be {status}", async () =>
        ((await Cloud.Connection.SageMaker.ListProcessingJobsAsync(new ListProcessingJobsRequest { MaxResults = 100 }, Token)).ProcessingJobSummaries ?? [])
            .FirstOrDefault(job => job.ProcessingJobStatus.Value == status && job.ProcessingJobName.Contains(part, StringComparison.Ordinal))?.ProcessingJobName);

    private async Task<JsonNode?> InvokeAsync(string trigger, JsonObject payload, InvocationType type)
    {
        var response = await Cloud.Connection.Lambda.InvokeAsync(
            new InvokeRequest { FunctionName = Cloud.PhysicalId($"Triggers{trigger}Function"), InvocationType = type, Payload = payload.ToJsonString() }, Token);
        Assert.Null(response.FunctionError);
        return type == InvocationType.Event ? null : await JsonNode.ParseAsync(response.Payload, cancellationToken: Token);
    }
}
