using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.S3.Model;
using LocalCloud.Faults;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Events that come more than once, out of order, late, or broken.</summary>
public sealed class EventTests
{
    private const int Deliveries = 5;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_DeliveredFiveTimesAndShuffled_TrainOnce()
    {
        await using var cloud = await Cloud.StartAsync();
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        var events = await EventsAsync(cloud);
        var copies = Enumerable.Repeat(events, Deliveries).SelectMany(copy => copy).ToArray();
        new Random(7).Shuffle(copies);

        var (before, after) = (copies[..(copies.Length / 2)], copies[(copies.Length / 2)..]);
        var named = await DeliverAsync(cloud, before);
        var started = await driver.ExecutionsAsync();
        foreach (var execution in started)
        {
            await driver.EndedAsync(execution);
        }

        named.UnionWith(await DeliverAsync(cloud, after));

        Assert.Equal(started, await driver.ExecutionsAsync());
        Assert.Subset(started.Select(Name).ToHashSet(StringComparer.Ordinal), named);
        Assert.Equal(1, await driver.TrainingsAsync());
    }

    [Fact]
    public async Task Burst_AcrossAWindowsEdge_TrainsOnce()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoUploadTrigger);
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Ridership.Months(2001, 2002));
        var first = await driver.StartAsync("upload-20010101T000000Z", cause: "upload");
        await driver.EnteredAsync(first, "Train");

        var second = await driver.StartAsync("upload-20010101T000100Z", cause: "upload");
        var (deployed, unchanged) = (await driver.EndedAsync(first), await driver.EndedAsync(second));

        Assert.Contains("WaitForLease", await driver.StatesAsync(second));
        Assert.Equal((RunOutcome.Deployed, RunOutcome.Unchanged), (deployed.Run.Outcome, unchanged.Run.Outcome));
        Assert.Equal(deployed.Run.Run, unchanged.Run.Dataset!.SameAs);
        Assert.Equal(1, await driver.TrainingsAsync());
    }

    [Fact]
    public async Task Event_LateForAWindowWhoseExecutionFailed_StartsItAnew()
    {
        await using var cloud = await Cloud.StartAsync();
        var driver = new PipelineDriver(cloud);
        cloud.App.Host.Faults.Add(Place.Function("Snapshot", "FunctionsSnapshotFunction").Lasting() with { Times = 1 });
        cloud.App.Host.Faults.Add(new FaultRule { Service = "events", Operation = FaultRule.Delivery, Resource = "RulesEnded", Effect = new FaultEffect.Drop() });
        await driver.PutAsync("2001-to-2002.csv", Ridership.Years(2001, 2002));
        var failed = await driver.EndedAsync(Assert.Single(await driver.StartedAsync()));

        var named = await DeliverAsync(cloud, await EventsAsync(cloud));
        var anew = await driver.EndedAsync(Assert.Single(await driver.StartedAsync()));
        named.UnionWith(await DeliverAsync(cloud, await EventsAsync(cloud)));

        Assert.Equal((RunOutcome.Failed, null), (failed.Run.Outcome, failed.Run.Dataset));
        Assert.Equal($"{failed.Execution.Name}-r1", Assert.Single(named));
        Assert.Equal(($"{failed.Execution.Name}-r1", RunOutcome.Deployed, 1), (anew.Execution.Name, anew.Run.Outcome, anew.Run.Dataset!.Files));
        await driver.FreeAsync("training");
    }

    [Fact]
    public async Task Window_WhoseExecutionFailedBeforeItsSnapshot_IsFollowedUpWithoutAnotherEvent()
    {
        await using var cloud = await Cloud.StartAsync();
        var driver = new PipelineDriver(cloud);
        cloud.App.Host.Faults.Add(Place.Function("Snapshot", "FunctionsSnapshotFunction").Lasting() with { Times = 1 });
        await driver.PutAsync("2001-to-2002.csv", Ridership.Years(2001, 2002));
        var failed = await driver.EndedAsync(Assert.Single(await driver.StartedAsync()));

        var anew = await driver.EndedAsync(Assert.Single(await driver.StartedAsync()));

        Assert.Equal(($"{failed.Execution.Name}-r1", RunOutcome.Deployed), (anew.Execution.Name, anew.Run.Outcome));
    }

    [Fact]
    public async Task Deliveries_ThatComeTwiceOrLate_TrainOnce()
    {
        await using var cloud = await Cloud.StartAsync();
        var driver = new PipelineDriver(cloud);
        cloud.App.Host.Faults.Add(new FaultRule { Service = "events", Operation = FaultRule.Delivery, Resource = "2001-0", Effect = new FaultEffect.Duplicate() });
        cloud.App.Host.Faults.Add(new FaultRule { Service = "events", Operation = FaultRule.Delivery, Resource = "2001-1", Effect = new FaultEffect.Delay(TimeSpan.FromSeconds(50)) });

        var runs = await driver.UploadAllAsync(Ridership.Months(2001, 2002));

        Assert.Equal(24, runs.Max(run => run.Run.Dataset?.Files ?? 0));
        Assert.Equal(1, await driver.TrainingsAsync());
    }

    [Fact]
    public async Task Event_ThatIsBroken_EndsInTheDeadLetterQueueWithTheError()
    {
        await using var cloud = await Cloud.StartAsync();
        var payload = new JsonObject { ["source"] = "aws.s3", ["detail-type"] = "Object Created" };

        await InvokeAsync(cloud, payload, InvocationType.Event);
        using var queues = new DeadLetters(cloud);
        var message = await queues.ReceiveAsync("TriggersUploadFailures");

        Assert.Equal("aws.s3", JsonNode.Parse(message.Body)!["source"]!.ToString());
        Assert.Contains("detail.object.key is missing", message.MessageAttributes["ErrorMessage"].StringValue, StringComparison.Ordinal);
        Assert.Equal("200", message.MessageAttributes["ErrorCode"].StringValue);
    }

    /// <summary>The events that S3 sends of the objects that are there.</summary>
    private static async Task<IReadOnlyList<JsonObject>> EventsAsync(Cloud cloud)
    {
        var listed = await cloud.Connection.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = cloud.Product.DataBucket }, Token);
        return [.. listed.S3Objects.Select(item => Event(cloud.Product.DataBucket, item))];
    }

    private static JsonObject Event(string bucket, S3Object item)
    {
        var example = JsonNode.Parse(File.ReadAllText(Checkout.UploadEvent))!.AsObject();
        example["time"] = item.LastModified!.Value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        example["detail"]!["bucket"]!["name"] = bucket;
        example["detail"]!["object"]!["key"] = item.Key;
        return example;
    }

    /// <summary>The names of the executions that the function says these events belong to.</summary>
    private static async Task<HashSet<string>> DeliverAsync(Cloud cloud, IEnumerable<JsonObject> events)
    {
        var answers = new List<JsonNode>();
        foreach (var item in events)
        {
            answers.Add((await InvokeAsync(cloud, item, InvocationType.RequestResponse))!);
        }

        return answers.SelectMany(answer => answer["executions"]!.AsArray()).Select(execution => execution!["name"]!.ToString()).ToHashSet(StringComparer.Ordinal);
    }

    private static async Task<JsonNode?> InvokeAsync(Cloud cloud, JsonObject payload, InvocationType type)
    {
        var response = await cloud.Connection.Lambda.InvokeAsync(
            new InvokeRequest { FunctionName = cloud.PhysicalId("TriggersUploadFunction"), InvocationType = type, Payload = payload.ToJsonString() }, Token);
        Assert.Null(response.FunctionError);
        return type == InvocationType.Event ? null : await JsonNode.ParseAsync(response.Payload, cancellationToken: Token);
    }

    private static string Name(string execution) => execution[(execution.LastIndexOf(':') + 1)..];
}
