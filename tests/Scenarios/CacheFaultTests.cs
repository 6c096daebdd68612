using LocalCloud.Faults;
using Mlops.Domain.Caching;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>The cache's own functions go wrong. No run fails for the cache's sake: it computes what it could not ask for, and says what was not kept.</summary>
public sealed class CacheFaultTests(TroubledCloud troubled) : IClassFixture<TroubledCloud>
{
    private static readonly Place[] LookUps =
    [
        Place.Function("LookUpPrepare", "\"inputs\":{\"data\""),
        Place.Function("LookUpTrain", "\"inputs\":{\"train\""),
        Place.Function("LookUpEvaluate", "\"inputs\":{\"holdout\""),
    ];

    private static readonly Place[] Keeps =
    [
        Place.Function("KeepPrepare", "\"step\":\"prepare\",\"cached\""),
        Place.Function("KeepTrain", "\"step\":\"train\",\"cached\""),
        Place.Function("KeepEvaluate", "\"step\":\"evaluate\",\"cached\""),
    ];

    public static TheoryData<string> LookUpStates => [.. LookUps.Select(place => place.State)];

    [Fact]
    public async Task EveryCallOfTheCache_ThatFailsOnce_IsTriedAgain()
    {
        troubled.Require();
        var faults = LookUps.Concat(Keeps).Select(place => troubled.Faults.Add(place.Passing())).ToList();

        var run = await RunAsync("manual-cache-passing");

        Assert.All(faults.Zip(LookUps.Concat(Keeps)), each => Assert.True(each.First.Hits == 1, $"{each.Second}: {each.First.Hits}"));
        Assert.Equal(RunOutcome.Deployed, run.Outcome);
        Assert.All(run.Steps, step => Assert.True(step.Cache!.Kept, step.Step));
    }

    [Fact]
    public async Task LookUps_ThatFailForGood_AreMissesThatSaySo()
    {
        troubled.Require();
        var faults = LookUps.Select(place => troubled.Faults.Add(place.Lasting())).ToList();

        var run = await RunAsync("manual-cache-unasked");

        Assert.All(faults, fault => Assert.Equal(1, fault.Hits));
        Assert.Equal(RunOutcome.Deployed, run.Outcome);
        Assert.All(run.Steps, step =>
        {
            Assert.Equal(("Completed", CacheVerdict.Unknown, "the cache could not be asked"), (step.Status, step.Cache!.Verdict, step.Cache.Reason));
            Assert.Contains("InvalidPayloadException", step.Cache.Warning, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Keeps_ThatFailForGood_AreWarningsOfARunThatDeploys()
    {
        troubled.Require();
        var faults = Keeps.Select(place => troubled.Faults.Add(place.Lasting())).ToList();

        var run = await RunAsync("manual-cache-unkept");

        Assert.All(faults, fault => Assert.Equal(1, fault.Hits));
        Assert.Equal(RunOutcome.Deployed, run.Outcome);
        Assert.All(run.Steps, step =>
        {
            Assert.Equal(("Completed", CacheVerdict.Off, (bool?)false), (step.Status, step.Cache!.Verdict, step.Cache.Kept));
            Assert.Contains("InvalidPayloadException", step.Cache.Warning, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(LookUpStates))]
    public async Task LookUp_OfARunThatLostItsLease_EndsIt(string state)
    {
        troubled.Require();
        troubled.Faults.Add(LookUps.Single(place => place.State == state).Call with { Effect = new FaultEffect.FunctionError("LeaseLostException", "A fault of the test.") });

        var run = await RunAsync($"manual-lost-{state}");

        Assert.Equal((RunOutcome.Failed, "LeaseLostException"), (run.Outcome, run.Error!.Error));
        await troubled.Driver.FreeAsync("training");
    }

    private async Task<RunRecord> RunAsync(string request) => (await troubled.Driver.EndedAsync(await troubled.Driver.StartAsync(request, force: true))).Run;
}
