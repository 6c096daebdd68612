using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using CsCheck;
using Mlops.Domain.Triggers;
using Mlops.Functions.Executions;
using Mlops.Functions.Hosting;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

public sealed class UploadTriggerTests
{
    private const string First = "upload-20260101T000000Z";

    [Theory]
    [InlineData("s3-object-created/put.json")]
    [InlineData("s3-object-created/multipart.json")]
    [InlineData("s3-object-created/odd-key.json")]
    [InlineData("s3-notification/put.json")]
    public async Task HandleAsync_UploadInEitherShape_StartsTheExecutionOfItsWindow(string example)
    {
        var world = new World();

        var answer = await world.InvokeAsync("upload-trigger", Example(example));

        Assert.Equal($$"""{"executions":[{"name":"{{First}}","status":"started"}]}""", answer.ToJsonString());
        Assert.Equal(RetrainRequest.ForUpload("ridership", SettleWindow.Containing(World.Start, TimeSpan.FromMinutes(1))).ToCanonicalJson(), world.StepFunctions.Input(First));
    }

    [Fact]
    public async Task HandleAsync_ManyRecords_StartsOneExecutionPerWindowAndIgnoresDeletions()
    {
        var answer = await new World().InvokeAsync("upload-trigger", Example("s3-notification/many-records.json"));

        Assert.Equal(
            ["upload-20260101T000000Z started", "upload-20260101T000100Z started", "incoming/ridership/2001-01.csv ignored"],
            answer["executions"]!.AsArray().Select(execution => $"{execution!["name"]} {execution["status"]}"));
    }

    [Fact]
    public async Task HandleAsync_BurstDeliveredTwiceInAnyOrder_StartsEachWindowOnce() =>
        await Gen.Select(Gen.Int[0, 179].Array[1, 30], Gen.Int).SampleAsync(async (seconds, seed) =>
        {
            var world = new World();
            var deliveries = seconds.Concat(seconds).OrderBy(second => HashCode.Combine(second, seed)).ToList();
            foreach (var second in deliveries)
            {
                await world.InvokeAsync("upload-trigger", Created("incoming/ridership/a.csv", $"2026-01-01T00:{second / 60:00}:{second % 60:00}Z"));
            }

            return world.StepFunctions.Started.Order().SequenceEqual(seconds.Select(second => $"upload-20260101T00{second / 60:00}00Z").Distinct().Order());
        }, iter: 50);

    [Fact]
    public async Task HandleAsync_SameWindowWhileRunningWithOtherInput_IsCoalesced()
    {
        var world = new World();
        world.StepFunctions.Run(First, "{}", World.Start);

        Assert.Equal("coalesced", await StatusAsync(world));
    }

    [Fact]
    public async Task HandleAsync_ExecutionEndedWithSnapshot_IsCoalesced()
    {
        var world = await SnapshottedAsync();
        world.StepFunctions.End(World.Execution(First), ExecutionStatus.SUCCEEDED);

        Assert.Equal("coalesced", await StatusAsync(world));
    }

    [Fact]
    public async Task HandleAsync_ExecutionEndedWithoutSnapshot_IsFollowedUp()
    {
        var world = new World();
        await world.AdmitAsync(First);
        world.StepFunctions.End(World.Execution(First), ExecutionStatus.FAILED);

        var answer = await world.InvokeAsync("upload-trigger", Example("s3-object-created/put.json"));

        Assert.Equal($"{First}-r1", (string)answer["executions"]![0]!["name"]!);
        Assert.Contains($"\"request\":\"{First}\"", world.StepFunctions.Input($"{First}-r1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandleAsync_EveryFollowUpEndedWithoutSnapshot_FailsSoThatTheEventIsKept()
    {
        var world = new World();
        for (var number = 0; number <= ExecutionName.MaximumFollowUps; number++)
        {
            world.StepFunctions.End(world.StepFunctions.Run(ExecutionName.FollowUp(First, number), "{}", World.Start), ExecutionStatus.FAILED);
        }

        await Assert.ThrowsAsync<RetrainNotStartedException>(() => StatusAsync(world));
    }

    [Theory]
    [InlineData("incoming/other/a.csv")]
    [InlineData("incoming/ridership")]
    [InlineData("incoming/ridership/")]
    [InlineData("incoming/ridership/2001/")]
    [InlineData("incoming/ridership-2/a.csv")]
    [InlineData("objects/incoming/ridership/a.csv")]
    [InlineData("../incoming/ridership/a.csv")]
    public async Task HandleAsync_KeyThatIsNoData_IsIgnored(string key)
    {
        var world = new World();

        var answer = await world.InvokeAsync("upload-trigger", Created(key, "2026-01-01T00:00:12Z"));

        Assert.Equal($"{key} ignored", $"{answer["executions"]![0]!["name"]} {answer["executions"]![0]!["status"]}");
        Assert.Empty(world.StepFunctions.Started);
    }

    [Fact]
    public async Task HandleAsync_TestEvent_DoesNothing() =>
        Assert.Empty((await new World().InvokeAsync("upload-trigger", Example("s3-notification/test-event.json")))["executions"]!.AsArray());

    [Theory]
    [InlineData("{}", "source", "detail-type", "time", "detail.object.key")]
    [InlineData("""{ "source": "aws.s3", "detail-type": "Object Created", "time": "now", "detail": { "object": { "key": "" } } }""", "time 'now'", "detail.object.key")]
    [InlineData("""{ "source": "aws.ec2", "detail-type": "Object Created", "time": "2026-01-01T00:00:00Z", "detail": { "object": { "key": "k" } } }""", "source is 'aws.ec2'")]
    [InlineData("""{ "Records": [ { "eventName": "ObjectCreated:Put", "s3": { "object": {} } }, 7 ] }""", "Records[0].eventTime", "Records[0].s3.object.key", "Records[1].eventName")]
    [InlineData("[]", "source")]
    [InlineData("\"text\"", "source")]
    public async Task HandleAsync_MalformedEvent_NamesEverythingMissing(string json, params string[] named)
    {
        var exception = await Assert.ThrowsAsync<MalformedEventException>(() => new World().InvokeAsync("upload-trigger", json));

        Assert.All(named, name => Assert.Contains(name, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task HandleAsync_NoJson_IsRefused() =>
        await Assert.ThrowsAsync<InvalidPayloadException>(() => new World().InvokeAsync("upload-trigger", "{"));

    internal static string Created(string key, string time) => new JsonObject
    {
        ["source"] = "aws.s3",
        ["detail-type"] = "Object Created",
        ["time"] = time,
        ["detail"] = new JsonObject { ["object"] = new JsonObject { ["key"] = key } },
    }.ToJsonString();

    private static string Example(string name) => RepoFiles.Read($"events/{name}");

    private static async Task<string> StatusAsync(World world) =>
        (string)(await world.InvokeAsync("upload-trigger", Example("s3-object-created/put.json")))["executions"]![0]!["status"]!;

    private static async Task<World> SnapshottedAsync()
    {
        var world = new World();
        await world.AdmitAsync(First);
        await world.SnapshotAsync(First);
        return world;
    }
}
