using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>What is uploaded once a model serves.</summary>
public sealed class FurtherDataTests
{
    [Fact]
    public async Task Upload_OfTheSameBytesAndThenOfAYear_IsUnchangedAndThenChallengesTheChampion()
    {
        await using var cloud = await Cloud.StartAsync();
        var driver = new PipelineDriver(cloud);
        var first = (await driver.UploadAsync(Ridership.Months(2001, 2003))).Run;

        var again = await driver.UploadAllAsync(Ridership.Months(2002, 2002));

        Assert.All(again, run => Assert.Equal((RunOutcome.Unchanged, SnapshotStatus.Unchanged, first.Run), (run.Run.Outcome, run.Run.Dataset?.Status, run.Run.Dataset?.SameAs)));
        Assert.Equal(1, await driver.TrainingsAsync());

        var next = (await driver.UploadAsync(Ridership.Months(2004, 2004))).Run;
        var evaluation = await driver.ReadAsync($"runs/ridership/{next.Run}/evaluate/evaluation.json", DomainJson.Wire.EvaluationReport);

        Assert.Equal(2, await driver.TrainingsAsync());
        Assert.Equal((48, next.Model), (next.Dataset!.Files, evaluation!.Challenger.Model));
        Assert.Equal((first.Run, first.Model), (evaluation.Champion!.Run, evaluation.Champion.Model));
        Assert.Contains(first.Run, string.Join(' ', next.Gate!.Reasons), StringComparison.Ordinal);
        Assert.True(next.Outcome is RunOutcome.Deployed or RunOutcome.Refused, $"{next.Outcome} {next.Error}");
    }
}
