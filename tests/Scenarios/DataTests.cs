using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Data that no model can be made of.</summary>
public sealed class DataTests
{
    [Fact]
    public async Task MalformedFile_AfterADeployment_IsRejectedByPlaceAndMendedByTheNextUpload()
    {
        await using var cloud = await Cloud.StartAsync();
        var driver = new PipelineDriver(cloud);
        await driver.UploadAsync(Ridership.Months(2001, 2002));
        var champion = await driver.ChampionAsync();
        var (name, good) = Ridership.Months(2003, 2003).First();

        var rejected = await driver.UploadAsync(new Dictionary<string, string> { [name] = Damaged(good) });
        var report = await driver.ReadAsync($"runs/ridership/{rejected.Run.Run}/prepare/prepare.json", DomainJson.Wire.PrepareReport);

        Assert.Equal((RunOutcome.Rejected, "FAILED", "DataRejected"), (rejected.Run.Outcome, rejected.Execution.Status.Value, rejected.Execution.Error));
        Assert.Contains("1 of 25 files went to quarantine whole, and the contract allows none", rejected.Run.Error!.Cause, StringComparison.Ordinal);
        Assert.Contains($"rows 5–32 of incoming/ridership/{name}", rejected.Run.Error.Cause, StringComparison.Ordinal);
        Assert.Equal(rejected.Run.Error.Cause, rejected.Execution.Cause);
        Assert.Contains(report!.Contract!.Findings, finding => finding is { Rule: "shape", Rows: "3" });
        Assert.Contains(report.Contract.Findings, finding => finding is { Rule: "type", Column: "temp", Rows: "5–32" } && finding.Message.Contains("warm", StringComparison.Ordinal));
        Assert.Equal(champion, await driver.ChampionAsync());
        await driver.FreeAsync("training");

        var mended = await driver.UploadAsync(new Dictionary<string, string> { [name] = good });

        Assert.True(mended.Run.Outcome is RunOutcome.Deployed or RunOutcome.Refused, mended.ToString());
        Assert.Equal((25, 2), (mended.Run.Dataset!.Files, await driver.TrainingsAsync()));
    }

    [Fact]
    public async Task TooFewRows_Uploaded_EndAsNotEnoughData()
    {
        await using var cloud = await Cloud.StartAsync();
        var driver = new PipelineDriver(cloud);

        var nothing = await driver.EndedAsync(await driver.StartAsync("manual-nothing"));
        var month = await driver.UploadAsync(Ridership.Months(2001, 2001).Take(1).ToDictionary());

        Assert.Equal((RunOutcome.NotEnoughData, "NotEnoughData"), (nothing.Run.Outcome, nothing.Execution.Error));
        Assert.Equal((RunOutcome.NotEnoughData, "NotEnoughData"), (month.Run.Outcome, month.Execution.Error));
        Assert.Contains("at least 365", month.Run.Error!.Cause, StringComparison.Ordinal);
        Assert.Equal(0, await driver.TrainingsAsync());
        await driver.FreeAsync("training");
    }

    /// <summary>The third line loses a field, and from the fifth on there is text where a number belongs.</summary>
    private static string Damaged(string csv)
    {
        var rows = Ridership.Rows(csv);
        rows[2] = rows[2][..rows[2].LastIndexOf(',')];
        for (var row = 4; row < rows.Length; row++)
        {
            rows[row] = Ridership.With(rows[row], "temp", "warm");
        }

        return Ridership.Csv(rows);
    }
}
