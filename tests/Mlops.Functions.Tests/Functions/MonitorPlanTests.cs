using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Functions.Hosting;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

public sealed class MonitorPlanTests
{
    // The ridership pipeline's window is the default, 30 days: from 2026-02-08 on.
    private static readonly DateTimeOffset At = new(2026, 3, 10, 6, 30, 0, TimeSpan.Zero);
    private static readonly string Monitor = Mlops.Domain.Triggers.RunId.Of(World.Execution("monitor-1", World.MonitorMachine), At);

    [Fact]
    public async Task HandleAsync_CapturedFiles_AreThoseOfTheWindowByFolderAndChange()
    {
        var world = Served();
        Capture(world, "2026/02/08/05/before.jsonl", At.AddDays(-30));
        Capture(world, "2026/02/08/06/first.jsonl", At.AddDays(-30).AddSeconds(1));
        Capture(world, "2026/02/08/04/touched-later.jsonl", At.AddDays(-1));
        Capture(world, "2026/03/09/23/yesterday.jsonl", At.AddHours(-6));
        Capture(world, "2026/03/10/06/last.jsonl", At);
        Capture(world, "2026/03/10/06/too-late.jsonl", At.AddSeconds(1));
        Capture(world, "2026/03/10/06/note.txt", At.AddSeconds(-9));
        Capture(world, "2026/03/10/07/clock.jsonl", At.AddSeconds(-9));

        var answer = await PlanAsync(world);

        Assert.Equal($$"""{"status":"ready","monitor":"{{Monitor}}","run":"r1","reason":null,"files":3,"truthFiles":0}""", answer.ToJsonString());
        Assert.Equal(
            """[{"prefix":"s3://artifacts/capture/mlops-ridership/AllTraffic/"},"2026/02/08/06/first.jsonl","2026/03/09/23/yesterday.jsonl","2026/03/10/06/last.jsonl"]""",
            world.Artifact($"monitor/ridership/{Monitor}/capture.manifest"));
    }

    [Fact]
    public async Task HandleAsync_ManyPages_TakesEveryFileOnce()
    {
        var world = Served(pageSize: 3);
        for (var number = 0; number < 20; number++)
        {
            Capture(world, $"2026/03/09/{number:00}/a.jsonl", At.AddDays(-1));
        }

        Assert.Equal(20, (int)(await PlanAsync(world))["files"]!);
    }

    [Fact]
    public async Task HandleAsync_ChampionOfYesterday_IsJudgedByItsOwnRequests()
    {
        var world = Served(promotedAt: At.AddDays(-1));
        Capture(world, "2026/03/08/12/earlier-champion.jsonl", At.AddDays(-2));
        Capture(world, "2026/03/10/05/own.jsonl", At.AddHours(-1));

        var answer = await PlanAsync(world);

        Assert.Equal(1, (int)answer["files"]!);
        var plan = JsonSerializer.Deserialize(world.Artifact($"monitor/ridership/{Monitor}/plan.json")!, DomainJson.Wire.MonitoringPlan)!;
        Assert.Equal((At.AddDays(-1), At, "r1", "m-r1", 1), (plan.From, plan.To, plan.Run, plan.Model, plan.CaptureFiles));
    }

    [Fact]
    public async Task HandleAsync_TruthFiles_AreListedByTheirChange()
    {
        var world = Served();
        Capture(world, "2026/03/10/05/a.jsonl", At.AddHours(-1));
        Upload(world, World.Data, "truth/ridership/b.csv", At.AddDays(-3));
        Upload(world, World.Data, "truth/ridership/a.csv", At.AddDays(-2));
        Upload(world, World.Data, "truth/ridership/old.csv", At.AddDays(-60));
        Upload(world, World.Data, "truth/ridership/notes.txt", At.AddDays(-1));
        Upload(world, World.Data, "truth/other/x.csv", At.AddDays(-1));

        var answer = await PlanAsync(world);

        Assert.Equal(2, (int)answer["truthFiles"]!);
        Assert.Equal("""[{"prefix":"s3://data/truth/ridership/"},"b.csv","a.csv"]""", world.Artifact($"monitor/ridership/{Monitor}/truth.manifest"));
        Assert.Contains("\"truth\":[\"b.csv\",\"a.csv\"]", world.Artifact($"monitor/ridership/{Monitor}/plan.json")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandleAsync_NoTruth_LeavesAManifestThatSageMakerTakes()
    {
        var world = Served();
        Capture(world, "2026/03/10/05/a.jsonl", At.AddHours(-1));

        await PlanAsync(world);

        Assert.Equal($$"""[{"prefix":"s3://artifacts/monitor/ridership/{{Monitor}}/"},"plan.json"]""", world.Artifact($"monitor/ridership/{Monitor}/truth.manifest"));
        Assert.IsType<DefinitionResult.Valid>(PipelineDefinitionReader.Read(world.Artifact($"monitor/ridership/{Monitor}/definition.json")!));
    }

    [Fact]
    public async Task HandleAsync_Repeated_WritesTheSame()
    {
        var world = Served();
        Capture(world, "2026/03/10/05/a.jsonl", At.AddHours(-1));
        var first = await PlanAsync(world);
        var plan = world.Artifact($"monitor/ridership/{Monitor}/plan.json");
        Capture(world, "2026/03/10/06/new.jsonl", At.AddMinutes(1));

        Assert.Equal(first.ToJsonString(), (await PlanAsync(world)).ToJsonString());
        Assert.Equal(plan, world.Artifact($"monitor/ridership/{Monitor}/plan.json"));
    }

    [Fact]
    public async Task HandleAsync_NoChampion_IsNothing()
    {
        var world = new World();
        Capture(world, "2026/03/10/05/a.jsonl", At.AddHours(-1));

        var answer = await PlanAsync(world);

        Assert.Equal(("nothing", true), ((string)answer["status"]!, ((string)answer["reason"]!).Contains("champion", StringComparison.Ordinal)));
        Assert.Empty(world.S3.Keys(World.Artifacts, "monitor/"));
    }

    [Fact]
    public async Task HandleAsync_ChampionThatLeftNoBaseline_IsNothingWithTheReason()
    {
        var world = Served();
        Capture(world, "2026/03/10/05/a.jsonl", At.AddHours(-1));
        world.S3.Delete(World.Artifacts, "runs/ridership/r1/prepare/baseline.json");

        var answer = await PlanAsync(world);

        Assert.Equal(("nothing", "r1"), ((string)answer["status"]!, (string)answer["run"]!));
        Assert.Contains("baseline.json", (string)answer["reason"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task HandleAsync_NothingCapturedOrPromotedSince_IsNothing(int promotedLater)
    {
        var world = Served(promotedAt: At.AddMinutes(promotedLater));

        var answer = await PlanAsync(world);

        Assert.Equal(("nothing", "r1"), ((string)answer["status"]!, (string)answer["run"]!));
    }

    [Fact]
    public async Task HandleAsync_DefinitionThatDoesNotHold_IsRefused()
    {
        var definition = JsonNode.Parse(RepoFiles.Read("pipelines/ridership/pipeline.json"))!;
        definition["monitor"]!["interval"] = "PT1M";

        await Assert.ThrowsAsync<InvalidDefinitionException>(() => PlanAsync(Served(), definition));
    }

    private static World Served(int pageSize = 1000, DateTimeOffset? promotedAt = null)
    {
        var world = new World(pageSize);
        world.PutChampion("r1", promotedAt);
        world.S3.Upload(World.Artifacts, "runs/ridership/r1/prepare/baseline.json", "{}");
        return world;
    }

    private static void Capture(World world, string key, DateTimeOffset modified) => Upload(world, World.Artifacts, $"capture/mlops-ridership/AllTraffic/{key}", modified);

    private static void Upload(World world, string bucket, string key, DateTimeOffset modified)
    {
        world.S3.Now = modified.UtcDateTime;
        world.S3.Upload(bucket, key, "x");
    }

    private static Task<JsonNode> PlanAsync(World world, JsonNode? definition = null) => world.InvokeAsync("monitor-plan", new
    {
        pipeline = World.Pipeline,
        execution = World.Execution("monitor-1", World.MonitorMachine),
        startedAt = At,
        definition = definition ?? JsonNode.Parse(RepoFiles.Read("pipelines/ridership/pipeline.json")),
    });
}
