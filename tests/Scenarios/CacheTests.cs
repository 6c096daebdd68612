using System.Text.Json.Nodes;
using Amazon.S3.Model;
using Mlops.Domain.Caching;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>What runs take from the cache, what they compute, and the reasons that they give.</summary>
public sealed class CacheTests(TroubledCloud troubled) : IClassFixture<TroubledCloud>
{
    private static readonly CacheVerdict[] AllHits = [CacheVerdict.Hit, CacheVerdict.Hit, CacheVerdict.Hit];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rerun_WhereNothingChanged_ComputesNothingAndComesToTheSame()
    {
        var before = await SettledAsync();
        var trainings = await troubled.Driver.TrainingsAsync();

        var again = await RunAsync(new JsonObject { ["force"] = true });

        Assert.Equal(AllHits, Verdicts(again));
        Assert.Equal((before.Outcome, before.Model, trainings), (again.Outcome, again.Model, await troubled.Driver.TrainingsAsync()));
        Assert.All(again.Steps, step =>
        {
            Assert.Equal((RunStep.Cached, null, (string?)PipelineDriver.Pipeline), (step.Status, step.Job, step.Cache!.Pipeline));
            Assert.NotEqual(again.Run, step.Cache.Run);
            Assert.StartsWith("equal to run ", step.Cache.Reason, StringComparison.Ordinal);
        });
        Assert.Contains(again.Steps, step => step.Cache!.SavedSeconds > 0);
        Assert.Equal(again.Outcome == RunOutcome.Deployed, again.Run == (await troubled.Driver.ChampionAsync())!.Run);
        Assert.NotEmpty(await troubled.Driver.PredictAsync(Ridership.Questions("2003-01")));
    }

    [Fact]
    public async Task Run_WithAnotherHyperparameter_TrainsAnewAndNamesIt()
    {
        await SettledAsync();

        var run = await RunAsync(new JsonObject { ["parameters"] = new JsonObject { ["hyperparameters.num_leaves"] = "15" } });

        Assert.Equal([CacheVerdict.Hit, CacheVerdict.Miss, CacheVerdict.Miss], Verdicts(run));
        Assert.Equal(["hyperparameters.num_leaves"], Step(run, "train").Cache!.Changed);
        Assert.Contains("hyperparameters.num_leaves changed from ", Step(run, "train").Cache!.Reason, StringComparison.Ordinal);
        Assert.Contains("input.challenger", Step(run, "evaluate").Cache!.Changed);
    }

    [Fact]
    public async Task Data_OverwrittenInPlace_IsNeverTakenForTheOldAndEqualBytesAre()
    {
        var before = await SettledAsync();
        var (name, content) = Ridership.Months(2001, 2002).First();

        await troubled.Driver.PutAsync(name, content.TrimEnd('\n')[..content.TrimEnd('\n').LastIndexOf('\n')]);
        var changed = await RunAsync([]);
        await troubled.Driver.PutAsync(name, content);
        await troubled.Driver.PutAsync($"copy-of-{name}", content);
        var restored = await RunAsync(new JsonObject { ["force"] = true });
        await troubled.Cloud.Connection.S3.DeleteObjectAsync(troubled.Cloud.Product.DataBucket, $"incoming/ridership/copy-of-{name}", Token);

        Assert.Equal((CacheVerdict.Miss, "input.data"), (Step(changed, "prepare").Cache!.Verdict, Assert.Single(Step(changed, "prepare").Cache!.Changed)));
        Assert.NotEqual(before.Dataset!.Hash, changed.Dataset!.Hash);
        Assert.Equal([CacheVerdict.Hit, CacheVerdict.Hit], Verdicts(restored).Take(2));
        Assert.Equal(before.Model, restored.Model);
    }

    [Theory]
    [InlineData(true, "is missing")]
    [InlineData(false, "was overwritten")]
    public async Task Result_WhoseFileIsNotWhatItWas_IsComputedAnewAndReplaced(bool delete, string damage)
    {
        var entry = await EntryAsync(Step(await SettledAsync(), "prepare"));
        var key = $"steps/{entry.Key}/{entry.Run}/train/train.csv";
        if (delete)
        {
            await troubled.Cloud.Connection.S3.DeleteObjectAsync(troubled.Cloud.Product.ArtifactsBucket, key, Token);
        }
        else
        {
            await troubled.Cloud.Connection.S3.PutObjectAsync(new PutObjectRequest { BucketName = troubled.Cloud.Product.ArtifactsBucket, Key = key, ContentBody = "date,rides\n" }, Token);
        }

        var broken = await RunAsync(new JsonObject { ["force"] = true });
        var mended = await RunAsync(new JsonObject { ["force"] = true });

        var said = Step(broken, "prepare").Cache!;
        Assert.Equal((CacheVerdict.Miss, $"the result of run {entry.Run} cannot be used: train/train.csv {damage}", (bool?)true), (said.Verdict, said.Reason, said.Kept));
        Assert.Equal((CacheVerdict.Hit, broken.Run), (Step(mended, "prepare").Cache!.Verdict, Step(mended, "prepare").Cache!.Run));
    }

    [Fact]
    public async Task Result_PastItsLifetime_IsComputedAnew()
    {
        var old = await EntryAsync(Step(await SettledAsync(), "train"));
        await troubled.Driver.WriteAsync(EntryKey(old), old with { CreatedAt = old.CreatedAt.AddDays(-31), ExpiresAt = old.CreatedAt.AddDays(-1) }, DomainJson.Wire.CacheEntry);

        var run = await RunAsync(new JsonObject { ["force"] = true });

        Assert.Equal(CacheVerdict.Miss, Step(run, "train").Cache!.Verdict);
        Assert.StartsWith($"the result of run {old.Run} expired at ", Step(run, "train").Cache!.Reason, StringComparison.Ordinal);
        Assert.Equal(run.Run, (await EntryAsync(Step(run, "train"))).Run);
    }

    [Fact]
    public async Task Entry_ThatDoesNotRead_IsReplaced()
    {
        var old = await EntryAsync(Step(await SettledAsync(), "prepare"));
        await troubled.Cloud.Connection.S3.PutObjectAsync(new PutObjectRequest { BucketName = troubled.Cloud.Product.ArtifactsBucket, Key = EntryKey(old), ContentBody = "{" }, Token);

        var run = await RunAsync(new JsonObject { ["force"] = true });

        Assert.Equal((CacheVerdict.Miss, "the entry of this key cannot be read"), (Step(run, "prepare").Cache!.Verdict, Step(run, "prepare").Cache!.Reason));
        Assert.Equal(run.Run, (await EntryAsync(Step(run, "prepare"))).Run);
    }

    [Fact]
    public async Task Request_FromAStep_ExecutesItAndAllAfterIt()
    {
        await SettledAsync();

        var run = await RunAsync(new JsonObject { ["from"] = "train" });

        Assert.Equal([CacheVerdict.Hit, CacheVerdict.Off, CacheVerdict.Off], Verdicts(run));
        Assert.Equal(["asked to run (from train)", "asked to run (from train)"], run.Steps.Skip(1).Select(step => step.Cache!.Reason));
        Assert.NotNull(run.Gate);
    }

    [Theory]
    [InlineData("prepare")]
    [InlineData("train")]
    [InlineData("evaluate")]
    public async Task Request_ForOneStep_ExecutesItAndEndsThereWithoutAVerdict(string only)
    {
        await SettledAsync();
        var (champion, verdict) = (await troubled.Driver.ChampionAsync(), await VerdictAsync());

        var run = await RunAsync(new JsonObject { ["only"] = only });

        Assert.Equal((RunOutcome.Partial, only, "Completed"), (run.Outcome, run.Steps[^1].Step, run.Steps[^1].Status));
        Assert.Equal((CacheVerdict.Off, $"asked to run (only {only})"), (run.Steps[^1].Cache!.Verdict, run.Steps[^1].Cache!.Reason));
        Assert.All(run.Steps.SkipLast(1), step => Assert.Equal(CacheVerdict.Hit, step.Cache!.Verdict));
        Assert.Null(run.Gate);
        Assert.Null(run.Package);
        Assert.Equal(verdict, await VerdictAsync());
        Assert.Equal(champion, await troubled.Driver.ChampionAsync());
        await troubled.Driver.FreeAsync("training");
    }

    [Fact]
    public async Task Request_WithTheCacheOff_ExecutesEverything()
    {
        await SettledAsync();

        var run = await RunAsync(new JsonObject { ["cache"] = "off" });

        Assert.All(run.Steps, step => Assert.Equal(("Completed", CacheVerdict.Off, "asked to run (cache off)"), (step.Status, step.Cache!.Verdict, step.Cache.Reason)));
        Assert.Equal(3, run.Steps.Count);
    }

    [Fact]
    public async Task Execution_ThatAsksForAStepThatIsNone_FailsNamingTheSteps()
    {
        troubled.Require();

        var run = await troubled.Driver.EndedAsync(await troubled.Driver.StartAsync("manual-no-step", only: "deploy"));

        Assert.Equal((RunOutcome.Failed, "InvalidParametersException"), (run.Run.Outcome, run.Run.Error!.Error));
        Assert.Contains("the steps are prepare, train, evaluate", run.Run.Error.Cause, StringComparison.Ordinal);
    }

    /// <summary>A run after which every step of an equal one is kept: the champion that it is measured against is its own model.</summary>
    private async Task<RunRecord> SettledAsync()
    {
        troubled.Require();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var run = await RunAsync(new JsonObject { ["force"] = true });
            if (Verdicts(run).SequenceEqual(AllHits))
            {
                return run;
            }
        }

        throw new InvalidOperationException("Three equal runs leave something to compute.");
    }

    private async Task<RunRecord> RunAsync(JsonObject detail)
    {
        detail["pipeline"] = PipelineDriver.Pipeline;
        return (await troubled.Driver.EndedAsync(await troubled.Driver.ThereAsync(await troubled.Driver.RequestAsync(detail)))).Run;
    }

    private async Task<CacheEntry> EntryAsync(RunStep step) =>
        (await troubled.Driver.ReadAsync($"cache/{step.Step}/{step.Cache!.Key}.json", DomainJson.Wire.CacheEntry))!;

    private Task<Mlops.Domain.Datasets.LastVerdict?> VerdictAsync() => troubled.Driver.ReadAsync("runs/ridership/last-verdict.json", DomainJson.Wire.LastVerdict);

    private static string EntryKey(CacheEntry entry) => $"cache/{entry.Step}/{entry.Key}.json";

    private static RunStep Step(RunRecord run, string name) => run.Steps.Single(step => step.Step == name);

    private static CacheVerdict[] Verdicts(RunRecord run) => [.. run.Steps.Select(step => step.Cache!.Verdict)];
}
