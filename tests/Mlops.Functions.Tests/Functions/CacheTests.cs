using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Domain.Caching;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Mlops.Functions.Storage;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

public sealed class CacheTests
{
    private readonly World _world = new();

    [Fact]
    public async Task LookUp_BeforeAnything_IsAMissThatSaysSo()
    {
        var run = new CachingRun(_world, "r1").Admit();

        var answer = await run.LookUpPrepareAsync();

        Assert.Equal(("miss", "no result of prepare is kept yet"), ((string?)answer["verdict"], (string?)answer["reason"]));
        Assert.Equal((CacheVerdict.Miss, (string?)answer["key"], null), (run.Said("prepare").Verdict, run.Said("prepare").Key, run.Said("prepare").Kept));
    }

    [Theory]
    [InlineData("ridership")]
    [InlineData("another")]
    public async Task LookUp_OfAnEqualStep_BringsItsFilesIntoTheRun(string pipeline)
    {
        await PreparedAsync("r1");
        var run = new CachingRun(_world, "r2", pipeline).Admit();

        var answer = await run.LookUpPrepareAsync();

        Assert.Equal(("hit", "{}"), ((string?)answer["verdict"], answer["job"]!.ToJsonString()));
        Assert.Equal(("a,y\n1,2\n", "a,y\n5,6\n"), (run.File("prepare/train/train.csv"), run.File("prepare/holdout/holdout.csv")));
        var step = run.Record.Steps.Single();
        Assert.Equal((RunStep.Cached, "r1", "ridership", 12), (step.Status, step.Cache!.Run, step.Cache.Pipeline, step.Cache.SavedSeconds));
        Assert.Equal(pipeline == "ridership" ? "equal to run r1" : "equal to run r1 of ridership", step.Cache.Reason);
    }

    [Fact]
    public async Task LookUp_OfATrainingThatIsKept_AnswersWhereTheModelLiesInThisRun()
    {
        var first = await PreparedAsync("r1");
        await first.TrainAsync(await first.LookUpTrainAsync());
        var run = new CachingRun(_world, "r2").Admit();
        await run.LookUpPrepareAsync();

        var answer = await run.LookUpTrainAsync();

        Assert.Equal(run.Uri("train/t/output/model.tar.gz"), (string?)answer["job"]!["ModelArtifacts"]!["S3ModelArtifacts"]);
        Assert.Equal(("model of r1", 61), (run.File("train/t/output/model.tar.gz"), run.Said("train").SavedSeconds));
    }

    [Fact]
    public async Task LookUp_OfInputsThatWereOverwritten_HashesWhatIsThereNow()
    {
        var run = await PreparedAsync("r1");
        var before = (string?)(await run.LookUpTrainAsync())["key"];

        run.Put("prepare/train/train.csv", "a,y\n9,9\n");
        var changed = (string?)(await run.LookUpTrainAsync())["key"];
        run.Put("prepare/train/train.csv", "a,y\n1,2\n");

        Assert.NotEqual(before, changed);
        Assert.Equal(before, (string?)(await run.LookUpTrainAsync())["key"]);
    }

    [Fact]
    public async Task LookUp_OfInputsThatAKeptStepMade_ReadsNoContent()
    {
        var run = await PreparedAsync("r1");
        var reads = _world.S3.Reads;

        await run.LookUpTrainAsync();

        // run.json twice, definition.json, and the entry that is not there.
        Assert.InRange(_world.S3.Reads - reads, 1, 3);
    }

    [Theory]
    [InlineData("delete", "train/train.csv is missing")]
    [InlineData("overwrite", "train/train.csv was overwritten")]
    [InlineData("replace", "train/train.csv has another hash")]
    public async Task LookUp_OfAResultWhoseFileIsNotWhatItWas_IsAMissThatLeavesNothing(string how, string damage)
    {
        var first = await PreparedAsync("r1");
        var file = $"steps/{first.Said("prepare").Key}/r1/train/train.csv";
        if (how == "delete")
        {
            _world.S3.Delete(World.Artifacts, file);
        }
        else
        {
            _world.S3.Upload(World.Artifacts, file, "other", how == "overwrite" ? null : Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData("other"u8)));
        }

        var run = new CachingRun(_world, "r2").Admit();
        var answer = await run.LookUpPrepareAsync();

        Assert.Equal(("miss", $"the result of run r1 cannot be used: {damage}"), ((string?)answer["verdict"], (string?)answer["reason"]));
        Assert.Null(run.File("prepare/prepare.json"));
        await run.PrepareAsync(answer);
        Assert.Equal("r2", Entry(run, "prepare").Run);
        Assert.Equal("hit", (string?)(await new CachingRun(_world, "r3").Admit().LookUpPrepareAsync())["verdict"]);
    }

    [Fact]
    public async Task LookUp_PastTheLifetimeOfTheAskingDefinition_IsAMiss()
    {
        await PreparedAsync("r1");
        var run = new CachingRun(_world, "r2").Admit(""", "steps": { "prepare": { "cache": { "expireAfter": "PT1H" } } }""");

        Assert.Equal("hit", (string?)(await run.LookUpPrepareAsync())["verdict"]);
        var answer = await run.LookUpPrepareAsync(later: TimeSpan.FromHours(1));

        Assert.Equal(("miss", "the result of run r1 expired at 2026-01-01 01:02:10Z"), ((string?)answer["verdict"], (string?)answer["reason"]));
    }

    [Theory]
    [InlineData("train", null, CacheUse.On, "hit", "asked to run (from train)")]
    [InlineData(null, "train", CacheUse.On, "hit", "asked to run (only train)")]
    [InlineData(null, null, CacheUse.Off, "asked to run (cache off)", "asked to run (cache off)")]
    public async Task LookUp_OfAStepThatWasAskedFor_IsOffAndItsResultIsKept(string? from, string? only, CacheUse cache, string prepare, string train)
    {
        var first = await PreparedAsync("r1");
        await first.TrainAsync(await first.LookUpTrainAsync());
        var run = new CachingRun(_world, "r2").Admit(from: from, only: only, cache: cache);

        var answer = await run.LookUpPrepareAsync();
        Assert.Equal(prepare, (string?)answer["verdict"] == "hit" ? "hit" : (string?)answer["reason"]);
        if (prepare != "hit")
        {
            await run.PrepareAsync(answer);
        }

        var asked = await run.LookUpTrainAsync();
        var kept = await run.TrainAsync(asked);

        Assert.Equal(("off", train), ((string?)asked["verdict"], (string?)asked["reason"]));
        Assert.True((bool)kept["kept"]!);
        Assert.Equal((bool?)true, run.Said("train").Kept);
    }

    [Fact]
    public async Task Step_WithTheCacheOffInItsDefinition_NeitherAsksNorKeeps()
    {
        await PreparedAsync("r1");
        var run = new CachingRun(_world, "r2").Admit(""", "steps": { "prepare": { "cache": { "enabled": false } } }""");

        var answer = await run.LookUpPrepareAsync();
        var kept = await run.PrepareAsync(answer, train: "b,y\n1,2\n");

        Assert.Equal(("off", "off by the definition (steps.prepare.cache.enabled)", null), ((string?)answer["verdict"], (string?)answer["reason"], (string?)answer["key"]));
        Assert.False((bool)kept["kept"]!);
        Assert.Equal(((bool?)false, null), (run.Said("prepare").Kept, run.Said("prepare").Warning));
        Assert.Single(_world.S3.Keys(World.Artifacts, "cache/"));
    }

    [Fact]
    public async Task Keep_OfDataThatWasNotAccepted_KeepsNothing()
    {
        var run = new CachingRun(_world, "r1").Admit();

        var kept = await run.PrepareAsync(await run.LookUpPrepareAsync(), status: "rejected");

        Assert.Equal((false, "the data was not accepted"), ((bool)kept["kept"]!, run.Said("prepare").Warning));
        Assert.Empty(_world.S3.Keys(World.Artifacts, "steps/"));
    }

    [Theory]
    [InlineData(3, 0, "drop", "a part of the data went to quarantine")]
    [InlineData(0, 1, "drop", "a part of the data went to quarantine")]
    [InlineData(0, 0, "warn", "the data contract has findings, which name files and rows of this run")]
    public async Task Keep_OfDataInWhichTheContractFoundSomething_KeepsNothing(int rows, int files, string action, string reason)
    {
        var run = new CachingRun(_world, "r1").Admit();
        var contract = $$"""
            { "rowsRead": 9, "rowsDropped": {{rows}}, "filesQuarantined": {{files}}, "findingCount": 1,
              "findings": [{ "file": "incoming/ridership/a.csv", "rule": "category", "action": "{{action}}", "count": 3, "rows": "5", "message": "m" }] }
            """;

        var kept = await run.PrepareAsync(await run.LookUpPrepareAsync(), contract: contract);

        Assert.Equal((false, reason), ((bool)kept["kept"]!, run.Said("prepare").Warning));
        Assert.Empty(_world.S3.Keys(World.Artifacts, "steps/"));
        Assert.Empty(_world.S3.Keys(World.Artifacts, "cache/"));
    }

    [Fact]
    public async Task Keep_OfDataInWhichTheContractFoundNothing_KeepsIt()
    {
        var run = new CachingRun(_world, "r1").Admit();

        var kept = await run.PrepareAsync(await run.LookUpPrepareAsync(), contract: """{ "rowsRead": 9, "rowsDropped": 0, "filesQuarantined": 0, "findings": [], "findingCount": 0 }""");

        Assert.True((bool)kept["kept"]!);
    }

    [Fact]
    public async Task Keep_OfAFolderWithFilesOlderThanTheJob_KeepsWhatTheJobWrote()
    {
        var run = new CachingRun(_world, "r1").Admit();
        var lookup = await run.LookUpPrepareAsync();
        var now = _world.S3.Now;
        _world.S3.Now = now.AddSeconds(-1);
        run.Put("prepare/left/by-a-broken-hit.csv", "old");
        _world.S3.Now = now;

        await run.PrepareAsync(lookup);

        Assert.Equal(
            ["holdout/holdout.csv", "prepare.json", "train/train.csv", "validation/validation.csv"],
            Entry(run, "prepare").Outputs.Select(output => output.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task LookUp_WithoutFreshness_DoesNotAskWhenFilesCame()
    {
        var run = await PreparedAsync("r1");

        Assert.DoesNotContain("input.uploaded", run.Said("prepare").Components.Keys);
    }

    [Fact]
    public async Task Keep_OfAFileThatS3DoesNotCopy_SaysWhy()
    {
        var run = await PreparedAsync("r1");
        _world.S3.Sizes["runs/ridership/r1/train/t/output/model.tar.gz"] = (5L << 30) + 1;

        await run.TrainAsync(await run.LookUpTrainAsync());

        Assert.Equal(((bool?)false, "model.tar.gz is larger than 5 GiB, which S3 copies in parts only"), (run.Said("train").Kept, run.Said("train").Warning));
        Assert.Equal(61, run.Record.Steps.Single(step => step.Step == "train").BillableSeconds);
    }

    [Fact]
    public async Task Keep_AfterALookUpThatFailed_DoesNotKeepUnderAnEarlierRoundsKey()
    {
        var run = await PreparedAsync("r1");
        run.Put("evaluate/evaluation.json", "{}");
        await run.LookUpEvaluateAsync(run.Uri("train/t/"));

        var kept = await run.KeepAsync("evaluate", new { Error = "States.Timeout", Cause = "" }, new { ProcessingJobName = "e", ProcessingJobStatus = "Completed" });

        Assert.Equal((false, "the cache could not be asked: States.Timeout"), ((bool)kept["kept"]!, (string?)kept["reason"]));
        Assert.Null(run.Said("evaluate").Kept);
        Assert.Empty(_world.S3.Keys(World.Artifacts, "cache/evaluate/"));
    }

    [Fact]
    public async Task Keep_Twice_LeavesOneEntryAndTheNewestOfTwoRunsStays()
    {
        var first = await PreparedAsync("r1");
        var second = new CachingRun(_world, "r2").Admit(cache: CacheUse.Off);
        var lookup = await second.LookUpPrepareAsync();
        await second.PrepareAsync(lookup);
        await second.PrepareAsync(lookup);
        Assert.Equal("r2", Entry(first, "prepare").Run);
        Assert.Single(_world.S3.Keys(World.Artifacts, "cache/"));

        var newer = Entry(first, "prepare") with { Run = "r9", CreatedAt = World.Start.AddHours(1) };
        _world.S3.Upload(World.Artifacts, EntryKey(first, "prepare"), JsonSerializer.Serialize(newer, DomainJson.Wire.CacheEntry));
        await second.PrepareAsync(lookup);

        Assert.Equal("r9", Entry(first, "prepare").Run);
    }

    [Fact]
    public async Task Entry_ThatDoesNotRead_IsAMissAndReplaced()
    {
        var first = await PreparedAsync("r1");
        _world.S3.Upload(World.Artifacts, EntryKey(first, "prepare"), "{");
        var run = new CachingRun(_world, "r2").Admit();

        var answer = await run.LookUpPrepareAsync();
        await run.PrepareAsync(answer);

        Assert.Equal("the entry of this key cannot be read", (string?)answer["reason"]);
        Assert.Equal("r2", Entry(run, "prepare").Run);
    }

    [Fact]
    public async Task Copy_ThatDoesNotTellItsHash_IsRead()
    {
        _world.S3.HidesCopiedChecksums = true;
        var run = await PreparedAsync("r1");

        Assert.Equal(ContentHash.Of("a,y\n1,2\n"), Entry(run, "prepare").Outputs.Single(output => output.Path == "train/train.csv").Sha256);
    }

    [Fact]
    public async Task LookUp_OfAnEvaluationAgainstAnotherChampion_IsAMissThatNamesIt()
    {
        var run = await PreparedAsync("r1");
        run.Put("train/t/output/model.tar.gz", "model");
        run.Put("evaluate/evaluation.json", "{}");
        var model = run.Uri("train/t/output/model.tar.gz");
        await run.KeepAsync("evaluate", await run.LookUpEvaluateAsync(model), new { ProcessingJobName = "e", ProcessingJobStatus = "Completed" });

        run.Put("champion/model.tar.gz", "champion");
        var answer = await run.LookUpEvaluateAsync(model);

        Assert.StartsWith("input.champion changed from none to ", (string?)answer["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task LookUp_OfAClosedRun_StopsIt()
    {
        var run = new CachingRun(_world, "r1").Admit();
        run.Put("run.json", JsonSerializer.Serialize(run.Record with { Outcome = RunOutcome.Failed }, DomainJson.Wire.RunRecord));

        await Assert.ThrowsAsync<LeaseLostException>(() => run.LookUpPrepareAsync());
    }

    [Fact]
    public async Task LookUp_OfAnUnknownStep_NamesTheSteps()
    {
        new CachingRun(_world, "r1").Admit();
        var payload = new { pipeline = World.Pipeline, run = "r1", execution = "arn:r1", now = World.Start, step = "deploy", image = "i@sha256:1", inputs = new JsonObject() };

        var exception = await Assert.ThrowsAsync<Hosting.InvalidPayloadException>(() => _world.InvokeAsync("cache-lookup", payload));

        Assert.Contains("prepare, train, evaluate", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_OfACacheThatFailed_KeepsTheVerdictAndTellsTheError()
    {
        await _world.AdmitAsync("manual-1");
        var state = new
        {
            pipeline = World.Pipeline,
            admission = new { run = World.RunOf(World.Execution("manual-1")) },
            prepare = new { ProcessingJobName = "p", ProcessingJobStatus = "Completed" },
            cached = new { prepare = new { Error = "AmazonS3Exception", Cause = "no" }, train = new { verdict = "hit" } },
            kept = new { prepare = new { kept = false } },
            train = new { },
        };

        await _world.RecordAsync("manual-1", "partial", state);

        var run = _world.Run("manual-1");
        var step = Assert.Single(run.Steps);
        Assert.Equal((RunOutcome.Partial, CacheVerdict.Unknown, "AmazonS3Exception: no"), (run.Outcome, step.Cache!.Verdict, step.Cache.Warning));
        Assert.Null(_world.Artifact("runs/ridership/last-verdict.json"));
        Assert.Null(_world.Holder());
    }

    [Fact]
    public async Task Record_OfAHitAfterARoundWhoseKeepingFailed_LeavesTheHit()
    {
        await _world.AdmitAsync("manual-1");
        var hit = new RunStep { Step = "evaluate", Status = RunStep.Cached, Cache = new StepCache { Verdict = CacheVerdict.Hit, Reason = "equal to run r0" } };
        var name = _world.Run("manual-1").Run;
        _world.S3.Upload(World.Artifacts, $"runs/ridership/{name}/run.json", JsonSerializer.Serialize(_world.Run("manual-1") with { Steps = [hit] }, DomainJson.Wire.RunRecord));
        var state = new
        {
            pipeline = World.Pipeline,
            admission = new { run = name },
            cached = new { evaluate = new { verdict = "hit" } },
            kept = new { evaluate = new { Error = "AmazonS3Exception", Cause = "no" } },
            evaluate = new { },
        };

        await _world.RecordAsync("manual-1", "deployed", state);

        var step = Assert.Single(_world.Run("manual-1").Steps);
        Assert.Equal((RunStep.Cached, CacheVerdict.Hit, null, null), (step.Status, step.Cache!.Verdict, step.Cache.Kept, step.Cache.Warning));
    }

    private async Task<CachingRun> PreparedAsync(string name)
    {
        var run = new CachingRun(_world, name).Admit();
        await run.PrepareAsync(await run.LookUpPrepareAsync());
        return run;
    }

    private static string EntryKey(CachingRun run, string step) => $"cache/{step}/{run.Said(step).Key}.json";

    private CacheEntry Entry(CachingRun run, string step) => JsonSerializer.Deserialize(_world.Artifact(EntryKey(run, step))!, DomainJson.Wire.CacheEntry)!;
}
