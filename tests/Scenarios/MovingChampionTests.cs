using Mlops.Domain.Deployment;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Somebody else promotes a model between a run's evaluation and its deployment.</summary>
public sealed class MovingChampionTests(TroubledCloud troubled) : IClassFixture<TroubledCloud>
{
    [Fact]
    public async Task Champion_ThatMovesOnce_IsEvaluatedAgainstAnew()
    {
        troubled.Require();
        var execution = await troubled.Driver.StartAsync("manual-once", force: true);
        await troubled.Driver.EnteredAsync(execution, "Evaluate");
        await MoveAsync(await ChampionAsync(), seconds: 1);

        var run = await troubled.Driver.EndedAsync(execution);

        Assert.True(run.Run.Outcome is RunOutcome.Deployed, run.ToString());
        Assert.Equal(2, (await troubled.Driver.StatesAsync(execution)).Count(state => state == "Evaluate"));
        Assert.Single(await troubled.Driver.StatesAsync(execution), state => state == "Register");
    }

    [Fact]
    public async Task Champion_ThatKeepsMoving_EndsTheRunAfterFiveRounds()
    {
        troubled.Require();
        var champion = await ChampionAsync();
        using var stop = new CancellationTokenSource();
        var moving = KeepMovingAsync(champion, stop.Token);

        var run = await troubled.Driver.EndedAsync(await troubled.Driver.StartAsync("manual-moving", force: true));
        await stop.CancelAsync();
        await moving;

        Assert.Equal(RunOutcome.Failed, run.Run.Outcome);
        Assert.Contains("Other deployments replaced the champion each time", run.Run.Error!.Cause, StringComparison.Ordinal);
        Assert.Equal(5, (await troubled.Driver.StatesAsync(run.Arn)).Count(state => state == "Evaluate"));
        await troubled.Driver.FreeAsync("training");
        await troubled.Driver.FreeAsync("endpoint");
    }

    [Fact]
    public async Task Deployment_WhileAnotherHoldsTheEndpoint_WaitsAndIsEvaluatedAnew()
    {
        troubled.Require();
        string first;
        EndedRun second;
        using (troubled.Cloud.Wrap("[ \"$2\" != serve ] || sleep 5"))
        {
            first = await troubled.Driver.StartAsync("manual-first", force: true);
            await troubled.Driver.EnteredAsync(first, "Deploy");
            second = await troubled.Driver.EndedAsync(await troubled.Driver.StartAsync("manual-second", force: true));
        }

        Assert.True((await troubled.Driver.EndedAsync(first)).Run.Outcome is RunOutcome.Deployed);
        Assert.True(second.Run.Outcome is RunOutcome.Deployed, second.ToString());
        Assert.Equal(2, (await troubled.Driver.StatesAsync(second.Arn)).Count(state => state == "Evaluate"));
        Assert.Equal(second.Run.Run, (await ChampionAsync()).Run);
    }

    private async Task<ChampionPointer> ChampionAsync() => (await troubled.Driver.ChampionAsync())!;

    private async Task KeepMovingAsync(ChampionPointer champion, CancellationToken stop)
    {
        for (var seconds = 1; !stop.IsCancellationRequested; seconds++)
        {
            await MoveAsync(champion, seconds);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
    }

    private Task MoveAsync(ChampionPointer champion, int seconds) => troubled.Driver.WriteAsync(
        "champions/ridership.json", champion with { PromotedAt = champion.PromotedAt.AddSeconds(seconds) }, DomainJson.Wire.ChampionPointer);
}
