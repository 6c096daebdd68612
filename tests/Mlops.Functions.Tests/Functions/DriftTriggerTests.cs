using System.Text.Json.Nodes;
using CsCheck;
using Mlops.Functions.Hosting;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

public sealed class DriftTriggerTests
{
    [Theory]
    [InlineData("alarm-state-change/metric.json", "drift-mlops-ridership-feature-drift-20260105T061244Z", "2026-01-05T06:12:44.507Z")]
    [InlineData("alarm-state-change/composite.json", "drift-mlops-ridership-drift-20260105T061245Z", "2026-01-05T06:12:45.021Z")]
    [InlineData("alarm-state-change/metric-math.json", "drift-mlops-ridership-quality-loss-20260105T061246Z", "2026-01-05T06:12:46.19Z")]
    [InlineData("drift-detected/persisting.json", "drift-2601070600-4c5d6e7", "2026-01-05T06:12:41Z")]
    public async Task HandleAsync_Drift_StartsTheRunThatItNames(string example, string name, string since)
    {
        var world = new World();

        var answer = await InvokeAsync(world, example);

        Assert.Equal($$"""{"executions":[{"name":"{{name}}","status":"started"}]}""", answer.ToJsonString());
        Assert.Equal(
            $$"""{"cache":"on","cause":"drift","force":false,"from":null,"notBefore":"{{since}}","only":null,"override":null,"parameters":{},"pipeline":"ridership","request":"{{name}}","requestedBy":null}""",
            world.StepFunctions.Input(name));
    }

    [Theory]
    [InlineData("alarm-state-change/ok.json", "OK")]
    [InlineData("alarm-state-change/insufficient-data.json", "INSUFFICIENT_DATA")]
    public async Task HandleAsync_AlarmInAnotherState_IsIgnoredWithTheReason(string example, string state)
    {
        var world = new World();

        var execution = (await InvokeAsync(world, example))["executions"]![0]!;

        Assert.Equal("ignored", (string)execution["status"]!);
        Assert.Contains(state, (string)execution["reason"]!, StringComparison.Ordinal);
        Assert.Empty(world.StepFunctions.Started);
    }

    [Fact]
    public async Task HandleAsync_NothingNewSinceTheLastVerdict_IsIgnoredWithTheReason()
    {
        var world = await JudgedAsync();

        var execution = (await InvokeAsync(world, "alarm-state-change/composite.json"))["executions"]![0]!;

        Assert.Equal("ignored", (string)execution["status"]!);
        Assert.Contains("Nothing new to learn from", (string)execution["reason"]!, StringComparison.Ordinal);
        Assert.Equal(["upload-1"], world.StepFunctions.Started);
    }

    [Theory]
    [InlineData("incoming/ridership/a.csv", "started")]
    [InlineData("incoming/ridership/c.csv", "started")]
    [InlineData("truth/ridership/2026-01.csv", "started")]
    [InlineData("truth/other/2026-01.csv", "ignored")]
    [InlineData("incoming/ridership/folder/", "ignored")]
    public async Task HandleAsync_UploadSinceTheLastVerdict_CountsUnderTheLearnPrefixes(string key, string expected)
    {
        var world = await JudgedAsync();
        world.S3.Upload(World.Data, key, "date,ridership\n2026-01-05,3\n");

        Assert.Equal(expected, (string)(await InvokeAsync(world, "alarm-state-change/composite.json"))["executions"]![0]!["status"]!);
    }

    [Fact]
    public async Task HandleAsync_FileDeletedSinceTheLastVerdict_Starts()
    {
        var world = await JudgedAsync();
        world.S3.Delete(World.Data, "incoming/ridership/b.csv");

        Assert.Equal("started", (string)(await InvokeAsync(world, "alarm-state-change/composite.json"))["executions"]![0]!["status"]!);
    }

    [Fact]
    public async Task HandleAsync_DriftOfAnotherPipeline_IsIgnored()
    {
        var json = JsonNode.Parse(RepoFiles.Read("events/drift-detected/persisting.json"))!;
        json["detail"]!["pipeline"] = "other";

        var execution = (await new World().InvokeAsync("drift-trigger", json.ToJsonString()))["executions"]![0]!;

        Assert.Equal("ignored", (string)execution["status"]!);
    }

    [Theory]
    [InlineData("{}", "source is missing", "detail-type is missing", "detail.alarmName is missing", "detail.state.value is missing")]
    [InlineData("""{ "source": "aws.cloudwatch", "detail-type": "CloudWatch Alarm State Change", "detail": { "alarmName": "a", "state": { "value": "WRONG", "timestamp": "now" } } }""", "'WRONG'", "detail.state.timestamp 'now'")]
    [InlineData("""{ "source": "aws.cloudwatch", "alarmData": { "alarmName": "a" } }""", "detail-type is missing", "detail.alarmName")]
    [InlineData("""{ "source": "mlops", "detail-type": "mlops.drift.detected", "detail": { "version": 2, "pipeline": "ridership" } }""", "detail.version", "detail.monitor", "detail.since")]
    [InlineData("""{ "source": "mlops", "detail-type": "mlops.run.started", "detail": 7 }""", "detail-type is 'mlops.run.started'", "detail.pipeline")]
    public async Task HandleAsync_MalformedEvent_NamesEverythingWrong(string json, params string[] named)
    {
        var exception = await Assert.ThrowsAsync<MalformedEventException>(() => new World().InvokeAsync("drift-trigger", json));

        Assert.All(named, name => Assert.Contains(name, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task HandleAsync_AlarmsRepeatedInAnyOrder_StartEachChangeOnce() =>
        await Gen.Select(Gen.Select(Gen.Int[0, 2].Select(index => new[] { "drift", "a long name, with spaces and ümlauts, that no execution may have as it is", "x-r1" }[index]), Gen.Int[0, 59]).Array[1, 10], Gen.Int).SampleAsync(async (changes, seed) =>
        {
            var (once, shuffled) = (new World(), new World());
            foreach (var (alarm, second) in changes)
            {
                await once.InvokeAsync("drift-trigger", Alarm(alarm, second));
            }

            foreach (var (alarm, second) in changes.Concat(changes).OrderBy(change => HashCode.Combine(change, seed)))
            {
                await shuffled.InvokeAsync("drift-trigger", Alarm(alarm, second));
            }

            return once.StepFunctions.Started.Order().SequenceEqual(shuffled.StepFunctions.Started.Order())
                && once.StepFunctions.Started.Count == changes.Distinct().Count()
                && once.StepFunctions.Started.All(name => name.Length <= 80 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-'));
        }, iter: 30);

    [Theory]
    [InlineData("cloudwatch-alarm")]
    [InlineData("cloudwatch-alarm-config")]
    public async Task HandleAsync_ConformanceEvents_AreUnderstoodOrRefusedWithAReason(string folder)
    {
        foreach (var file in ConformanceEvents.In(folder))
        {
            var json = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
            var alarm = json["detail"]!;
            var world = new World();
            if (folder == "cloudwatch-alarm-config")
            {
                var exception = await Assert.ThrowsAsync<MalformedEventException>(() => world.InvokeAsync("drift-trigger", json.ToJsonString()));
                Assert.Contains("detail-type is 'CloudWatch Alarm Configuration Change'", exception.Message, StringComparison.Ordinal);
            }
            else
            {
                var execution = (await world.InvokeAsync("drift-trigger", json.ToJsonString()))["executions"]![0]!;
                Assert.Equal((string)alarm["state"]!["value"]! == "ALARM" ? "started" : "ignored", (string)execution["status"]!);
            }
        }
    }

    private static Task<JsonNode> InvokeAsync(World world, string example) => world.InvokeAsync("drift-trigger", RepoFiles.Read($"events/{example}"));

    private static string Alarm(string name, int second) => new JsonObject
    {
        ["source"] = "aws.cloudwatch",
        ["detail-type"] = "CloudWatch Alarm State Change",
        ["detail"] = new JsonObject { ["alarmName"] = name, ["state"] = new JsonObject { ["value"] = "ALARM", ["timestamp"] = $"2026-01-05T06:12:{second:00}.507+0000" } },
    }.ToJsonString();

    private static async Task<World> JudgedAsync()
    {
        var world = new World();
        world.S3.Upload(World.Data, "incoming/ridership/a.csv", "date,ridership\n2026-01-01,1\n");
        world.S3.Upload(World.Data, "incoming/ridership/b.csv", "date,ridership\n2026-01-02,2\n");
        await world.AdmitAsync("upload-1");
        await world.SnapshotAsync("upload-1");
        await world.RecordAsync("upload-1", "refused");
        return world;
    }
}
