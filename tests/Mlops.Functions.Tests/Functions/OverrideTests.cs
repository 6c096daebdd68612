using System.Text.Json.Nodes;
using Mlops.Domain.Evaluation;
using Mlops.Functions.Admit;
using Mlops.Functions.Hosting;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

/// <summary>A person lets a refused model pass: from the event on the bus to the verdict and the record.</summary>
public sealed class OverrideTests
{
    private const string Name = "manual-override-1", Refused = "2601010000-1a2b3c4";
    private static readonly string Run = World.RunOf(World.Execution(Name));
    private static readonly string Model = new('a', 64), Another = new('b', 64);

    [Fact]
    public async Task RequestTrigger_Override_StartsAForcedRunThatCarriesIt()
    {
        var world = new World();

        await world.InvokeAsync("request-trigger", Event().ToJsonString());

        Assert.Equal(
            $$"""{"cache":"on","cause":"manual","force":true,"from":null,"notBefore":"2026-01-05T09:30:00Z","only":null,"override":{"by":"Ada Lovelace","model":"{{Model}}","reason":"The strike is over.","run":"{{Refused}}"},"parameters":{},"pipeline":"ridership","request":"{{Name}}","requestedBy":"ada@laptop"}""",
            world.StepFunctions.Input(Name));
    }

    [Fact]
    public async Task RequestTrigger_ExampleOfTheEvent_IsTaken()
    {
        var answer = await new World().InvokeAsync("request-trigger", RepoFiles.Read("events/retrain-requested/override.json"));

        Assert.Equal("started", (string)answer["executions"]![0]!["status"]!);
    }

    [Fact]
    public async Task RequestTrigger_OverrideFromWhoMayOnlyAskForRuns_IsRefused()
    {
        var asked = Event();
        asked["source"] = "ci.jenkins";

        Assert.Contains("source is 'ci.jenkins' instead of 'mlops.override'", await RefusalAsync(asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequestTrigger_OverrideWithManyFaults_NamesAllOfThem()
    {
        var asked = Event();
        asked["detail"]!["cause"] = "ci";
        asked["detail"]!["override"] = JsonNode.Parse("""{ "run": "../x", "model": "m", "by": "Ada\u0007", "reason": " ", "until": "tomorrow" }""");

        var message = await RefusalAsync(asked);

        Assert.All(
            ["detail.override is a person's decision", "detail.override.until is unknown", "override.run is no run's id", "override.model is no model's hash", "override.by must have", "override.reason must have"],
            problem => Assert.Contains(problem, message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Admit_OverrideOfAStartedExecution_IsHeldAgainstTheSameLimits() => Assert.Contains(
        "override.by must have 1 to 128 characters",
        (await Assert.ThrowsAsync<InvalidParametersException>(() => AdmitAsync(new World(), new { run = Refused, model = Model, by = "", reason = "Because." }))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Snapshot_OfAnOverride_TakesTheRefusedRunsDataWhateverWasUploadedSince()
    {
        var world = new World();
        await world.AdmitAsync("upload-1");
        world.S3.Upload(World.Data, "incoming/ridership/a.csv", "a");
        await world.SnapshotAsync("upload-1");
        var manifest = world.Artifact($"runs/ridership/{World.RunOf(World.Execution("upload-1"))}/manifest.json")!;
        world.S3.Upload(World.Artifacts, $"runs/ridership/{Refused}/manifest.json", manifest);
        await world.RecordAsync("upload-1", "refused");
        world.S3.Upload(World.Data, "incoming/ridership/b.csv", "b");
        await AdmitAsync(world, Asked(Model));

        var answer = await world.SnapshotAsync(Name, force: true);

        Assert.Equal(("new", 1), ((string)answer["status"]!, (int)answer["files"]!));
        Assert.Equal(manifest, world.Artifact($"runs/ridership/{Run}/manifest.json"));
    }

    [Fact]
    public async Task Gate_TheSameModel_PassesWithEveryFailedRuleInTheRecord()
    {
        var world = await EvaluatedAsync(Model);

        var answer = await DecideAsync(world);

        Assert.Equal("overridden", (string)answer["verdict"]!);
        Assert.Equal("overridden by Ada Lovelace: The strike is over.", (string)answer["note"]!);
        var gate = world.Run(Name).Gate!;
        Assert.Equal((GateDecision.Overridden, "Ada Lovelace", "The strike is over.", "ada@laptop", true), (gate.Verdict, gate.Override!.By, gate.Override.Reason, gate.Override.RequestedBy!, gate.Override.Fits));
        Assert.Contains(gate.Rules, rule => !rule.Passed);
        Assert.Contains("\"override\":{", world.Artifact($"runs/ridership/{Run}/gate.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gate_AnotherModel_StaysRefusedAndSaysThatTheOverrideDoesNotFit()
    {
        var world = await EvaluatedAsync(Another);

        var answer = await DecideAsync(world);

        Assert.Equal("refused", (string)answer["verdict"]!);
        Assert.EndsWith("the override does not fit.", (string)answer["reasons"]!.AsArray()[^1]!, StringComparison.Ordinal);
        Assert.False(world.Run(Name).Gate!.Override!.Fits);
    }

    [Fact]
    public async Task Record_OfAnOverride_LeavesTheVerdictThatNewDataIsComparedWith()
    {
        var world = await EvaluatedAsync(Model);
        await DecideAsync(world);

        await world.RecordAsync(Name, "deployed");

        Assert.Null(world.Artifact("runs/ridership/last-verdict.json"));
    }

    [Fact]
    public async Task Gate_ReasonWithWhatSageMakerDoesNotTake_MakesANoteThatItTakes()
    {
        var world = await EvaluatedAsync(Model, $"It's fine (see \"#42\"); {new string('x', 400)}");

        var note = (string)(await DecideAsync(world))["note"]!;

        Assert.Matches(@"^[\p{L}\p{Z}\p{N}_.:\/=+\-@]{1,256}\z", note);
        Assert.StartsWith("overridden by Ada Lovelace: It s fine  see   42    xx", note, StringComparison.Ordinal);
    }

    private static object Asked(string model, string reason = "The strike is over.") => new { run = Refused, model, by = "Ada Lovelace", reason };

    private static JsonObject Event()
    {
        var asked = JsonNode.Parse(RepoFiles.Read("events/retrain-requested/minimal.json"))!.AsObject();
        asked["source"] = "mlops.override";
        asked["detail"] = new JsonObject
        {
            ["pipeline"] = "ridership",
            ["requestId"] = "override-1",
            ["requestedBy"] = "ada@laptop",
            ["override"] = new JsonObject { ["run"] = Refused, ["model"] = Model, ["by"] = "Ada Lovelace", ["reason"] = "The strike is over." },
        };
        return asked;
    }

    private static async Task<string> RefusalAsync(JsonObject asked) =>
        (await Assert.ThrowsAsync<MalformedEventException>(() => new World().InvokeAsync("request-trigger", asked.ToJsonString()))).Message;

    private static async Task<World> EvaluatedAsync(string model, string reason = "The strike is over.")
    {
        var world = new World();
        await AdmitAsync(world, Asked(Model, reason));
        world.S3.Upload(World.Artifacts, $"runs/ridership/{Run}/evaluate/evaluation.json", $$"""
            { "problem": "regression", "rows": 107, "holdout": { "from": "2003-09-15", "to": "2003-12-31", "sha256": "aa" },
              "challenger": { "model": "{{model}}", "metrics": { "mae": 9.9, "rmse": 19, "r2": 0.1 } }, "champion": null }
            """);
        return world;
    }

    private static Task<JsonNode> AdmitAsync(World world, object asked)
    {
        world.StepFunctions.Run(Name, "{}", World.Start);
        return world.InvokeAsync("admit", new
        {
            pipeline = World.Pipeline,
            cause = "manual",
            request = Name,
            execution = World.Execution(Name),
            startedAt = World.Start,
            now = World.Start.AddSeconds(100),
            force = true,
            parameters = new { },
            requestedBy = "ada@laptop",
            @override = asked,
            definition = JsonNode.Parse(RepoFiles.Read("pipelines/ridership/pipeline.json")),
            image = "image@sha256:1",
        });
    }

    private static Task<JsonNode> DecideAsync(World world) =>
        world.InvokeAsync("gate", new { pipeline = "ridership", run = Run, execution = World.Execution(Name), now = World.Start });
}
