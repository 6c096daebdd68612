using System.Globalization;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>More files at once than anybody would start a run for each of.</summary>
public sealed class BurstTests
{
    private const int Objects = 10_000;

    [Fact]
    public async Task TenThousandObjects_DroppedAtOnce_MakeOneTrainingOverAllOfThem()
    {
        await using var cloud = await Cloud.StartAsync(speed: 2);
        var driver = new PipelineDriver(cloud);
        await driver.PutAsync(Rows());
        var started = await driver.StartedAsync();
        await cloud.PassAsync(TimeSpan.FromMinutes(3));

        var runs = new List<EndedRun>();
        foreach (var execution in started.Concat(await driver.ExecutionsAsync()).Distinct(StringComparer.Ordinal))
        {
            runs.Add(await driver.EndedAsync(execution));
        }

        var trained = Assert.Single(runs, run => run.Run.Steps.Count > 0);
        Assert.Equal((Objects, RunOutcome.Deployed), (trained.Run.Dataset!.Files, trained.Run.Outcome));
        Assert.Equal(1, await driver.TrainingsAsync());
        Assert.All(runs.Where(run => run != trained), run => Assert.True(run.Run.Outcome is RunOutcome.Unchanged or RunOutcome.Superseded, run.ToString()));
    }

    /// <summary>One row a file: the sample, and once more later.</summary>
    private static Dictionary<string, string> Rows()
    {
        var rows = Ridership.AllRows().Concat(Ridership.AllRows().Select(Later)).Take(Objects).ToList();
        return rows.Index().ToDictionary(
            row => string.Create(CultureInfo.InvariantCulture, $"{row.Index:00000}.csv"), row => Ridership.Csv([Ridership.Header, row.Item]), StringComparer.Ordinal);
    }

    // Sixteen years on there is no day that the sample has already, and leap years stay leap years.
    private static string Later(string row) =>
        string.Create(CultureInfo.InvariantCulture, $"{int.Parse(row.AsSpan(0, 4), CultureInfo.InvariantCulture) + 16}{row[4..]}");
}
