using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Domain.Pipelines;
using Mlops.Functions.Storage;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

public sealed class MonitorRespondTests
{
    [Fact]
    public async Task HandleAsync_DriftThatPersists_IsAlarmedThenCooledThenRequested()
    {
        var world = new World();
        world.S3.Upload(World.Data, "incoming/ridership/a.csv", "a");

        Assert.Equal("none", await RespondAsync(world, day: 0, drift: false));
        Assert.Equal("alarm", await RespondAsync(world, day: 1));
        Assert.Equal("cooling-down", await RespondAsync(world, day: 1.5));
        Assert.Equal("request", await RespondAsync(world, day: 2));
        Assert.Equal("cooling-down", await RespondAsync(world, day: 2.9));
        Assert.Equal("alarm", await RespondAsync(world, day: 3, run: "r2"));
        Assert.Equal("none", await RespondAsync(world, day: 4, run: "r2", drift: false));
        Assert.Equal("alarm", await RespondAsync(world, day: 5, run: "r2"));
    }

    [Fact]
    public async Task HandleAsync_NothingNew_WaitsForDataAndThenAsksAtOnce()
    {
        var world = new World();
        world.S3.Upload(World.Data, "incoming/ridership/a.csv", "a");
        await world.AdmitAsync("upload-1");
        await world.SnapshotAsync("upload-1");
        await world.RecordAsync("upload-1", "refused");

        Assert.Equal("nothing-new", await RespondAsync(world, day: 1));
        Assert.Equal("nothing-new", await RespondAsync(world, day: 3));
        world.S3.Upload(World.Data, "truth/ridership/b.csv", "b");
        Assert.Equal("request", await RespondAsync(world, day: 3.1));
    }

    [Fact]
    public async Task HandleAsync_SlowMonitoringOfThePreviousChampion_LeavesTheStateAndHasItsAnswer()
    {
        var world = new World();
        await AskAsync(world, day: 2, run: "r2");
        var state = world.Artifact("monitor/ridership/drift.json");

        Assert.Equal("superseded", await RespondAsync(world, day: 1));
        Assert.Equal("superseded", await RespondAsync(world, day: 1));
        Assert.Equal(state, world.Artifact("monitor/ridership/drift.json"));
    }

    [Fact]
    public async Task HandleAsync_DriftThatStartsNoRuns_IsDisabledWithTheReason()
    {
        var world = new World();

        var answer = await AskAsync(world, day: 1, definition: text => text.Replace("\"drift\":true", "\"drift\":false", StringComparison.Ordinal));

        Assert.Equal("disabled", (string)answer["response"]!);
        Assert.Contains("triggers.drift is false", (string)answer["reason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandleAsync_Repeated_AnswersWhatWasAnswered()
    {
        var world = new World();
        var first = await AskAsync(world, day: 1);
        await AskAsync(world, day: 3);
        var state = world.Artifact("monitor/ridership/drift.json");

        var again = await AskAsync(world, day: 1, later: 5);

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(state, world.Artifact("monitor/ridership/drift.json"));
    }

    [Fact]
    public async Task HandleAsync_BrokenOffBeforeItsResponse_AnswersFromTheState()
    {
        var world = new World();
        world.S3.BeforePut = request =>
        {
            if (request.Key.EndsWith("response.json", StringComparison.Ordinal))
            {
                world.S3.BeforePut = null;
                throw new TimeoutException("The function ran out of time.");
            }
        };
        await Assert.ThrowsAsync<TimeoutException>(() => AskAsync(world, day: 1));

        var answer = await AskAsync(world, day: 1, later: 5);

        Assert.Equal(("alarm", "2026-01-02T00:00:10Z"), ((string)answer["response"]!, (string)answer["since"]!));
        Assert.NotNull(world.Artifact($"monitor/ridership/{Id(1)}/response.json"));
    }

    [Fact]
    public async Task HandleAsync_StateWrittenMeanwhile_IsReadAgain()
    {
        var world = new World();
        await AskAsync(world, day: 1);
        world.S3.BeforePut = request =>
        {
            if (request.Key.EndsWith("drift.json", StringComparison.Ordinal))
            {
                world.S3.BeforePut = null;
                RespondAsync(world, day: 3).GetAwaiter().GetResult();
            }
        };

        Assert.Equal("cooling-down", await RespondAsync(world, day: 3.2));
    }

    [Fact]
    public async Task HandleAsync_State_IsTheDocumentedOne()
    {
        var world = new World();
        await AskAsync(world, day: 1);

        var state = JsonNode.Parse(world.Artifact("monitor/ridership/drift.json")!)!.AsObject();

        Assert.Equal(["champion", "since", "requestedAt", "monitor", "response", "reason"], state.Select(member => member.Key));
        Assert.Equal(("r1", "2026-01-02T00:00:10Z", "2026-01-02T00:00:10Z", Id(1), "alarm"), ((string)state["champion"]!, (string)state["since"]!, (string)state["requestedAt"]!, (string)state["monitor"]!, (string)state["response"]!));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{ "monitor": "m" }""")]
    public async Task HandleAsync_FindingsThatAreNone_StopIt(string? findings)
    {
        var world = new World();
        if (findings is not null)
        {
            world.S3.Upload(World.Artifacts, $"monitor/ridership/{Id(1)}/report/findings.json", findings);
        }

        await Assert.ThrowsAsync<BrokenDocumentException>(() => InvokeAsync(world, 1, "r1", 0));
    }

    private static string Id(double day) => $"26010{1 + (int)day}{(int)(day % 1 * 24):00}00-1a2b3c4";

    private static async Task<string> RespondAsync(World world, double day, bool drift = true, string run = "r1") => (string)(await AskAsync(world, day, drift, run))["response"]!;

    private static Task<JsonNode> AskAsync(World world, double day, bool drift = true, string run = "r1", int later = 0, Func<string, string>? definition = null)
    {
        world.S3.Upload(World.Artifacts, $"monitor/ridership/{Id(day)}/report/findings.json", JsonSerializer.Serialize(new { monitor = Id(day), run, rows = 100, drift, reasons = new[] { "reason" }, metrics = Array.Empty<object>() }));
        var canonical = PipelineDefinitionReader.Canonical(((DefinitionResult.Valid)PipelineDefinitionReader.Read(RepoFiles.Read("pipelines/ridership/pipeline.json"))).Definition);
        world.S3.Upload(World.Artifacts, $"monitor/ridership/{Id(day)}/definition.json", definition?.Invoke(canonical) ?? canonical);
        return InvokeAsync(world, day, run, later);
    }

    private static Task<JsonNode> InvokeAsync(World world, double day, string run, int later) => world.InvokeAsync("monitor-respond", new
    {
        pipeline = World.Pipeline,
        monitor = Id(day),
        run,
        now = World.Start.AddDays(day).AddSeconds(later),
    });
}
