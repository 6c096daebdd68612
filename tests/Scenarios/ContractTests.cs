using System.Text.Json;
using Amazon.S3.Model;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Mlops.Domain.Training;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Data held against the pipeline's contract, from the upload to the quarantine.</summary>
public sealed class ContractTests
{
    private const string Temperature = "temp";

    [Fact]
    public async Task BadRows_WithinTheLimitsAndBeyond_AreDroppedAndThenRejectTheRun()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoSchedule, Edit.NoMonitor, FewTrees);
        var driver = new PipelineDriver(cloud);
        var months = Ridership.Months(2001, 2002);
        var (name, good) = months.Last();
        months[name] = Damaged(good, 2);

        var dropped = (await driver.UploadAsync(months)).Run;

        Assert.Equal((RunOutcome.Deployed, 2L, 0), (dropped.Outcome, dropped.Data!.RowsDropped, dropped.Data.FilesQuarantined));
        var report = await QuarantineAsync(cloud, dropped);
        Assert.Equal((PrepareStatus.Ok, 2L, dropped.Data.RowsRead), (report.Status, report.RowsListed, report.Contract.RowsRead));
        Assert.Equal((RuleAction.Drop, $"incoming/ridership/{name}", Temperature, "type", "2–3"), Facts(report.Contract.Findings.Single()));
        Assert.Contains("temp: 'warm' is not a number", await TextAsync(cloud, $"{dropped.Data.Quarantine}rows.csv"), StringComparison.Ordinal);
        Assert.Contains("without 2 of its", await TextAsync(cloud, $"{dropped.Data.Quarantine}report.html"), StringComparison.Ordinal);
        var champion = await driver.ChampionAsync();
        var runs = await driver.ExecutionsAsync();

        var broken = (await driver.UploadAsync(new Dictionary<string, string> { [name] = Damaged(good, 31) })).Run;

        Assert.Equal((RunOutcome.Rejected, "DataRejected", 31L, 1), (broken.Outcome, broken.Error!.Error, broken.Data!.RowsDropped, broken.Data.FilesQuarantined));
        Assert.Equal(($"incoming/ridership/{name}", 31L), ((await QuarantineAsync(cloud, broken)).Files.Single().Key, (await QuarantineAsync(cloud, broken)).Files.Single().Rows));
        Assert.Equal(champion, await driver.ChampionAsync());
        Assert.Equal(1, await driver.TrainingsAsync());
        // What was written to the quarantine is no upload.
        Assert.Equal(runs.Count + 1, (await driver.ExecutionsAsync()).Count);
        await driver.FreeAsync("training");
    }

    [Fact]
    public async Task Schema_ThatChanged_FollowsThePolicies()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoSchedule, Edit.NoMonitor, FewTrees);
        var driver = new PipelineDriver(cloud);
        var months = Ridership.Months(2001, 2002);
        var (name, good) = months.Last();
        months[name] = Ridership.Csv(Ridership.Rows(good).Select((row, index) => index == 0 ? $"{row},Fans" : $"{row},{index}"));

        var wider = (await driver.UploadAsync(months)).Run;
        var narrower = (await driver.UploadAsync(new Dictionary<string, string> { [name] = Ridership.Csv(Ridership.Rows(good).Select(row => row[..row.LastIndexOf(',')])) })).Run;

        Assert.Equal((RunOutcome.Deployed, 0L, null), (wider.Outcome, wider.Data!.RowsDropped, wider.Data.Quarantine));
        Assert.Equal((RuleAction.Warn, $"incoming/ridership/{name}", "Fans", "new-column", null), Facts(wider.Data.Findings.Single()));
        Assert.DoesNotContain("Fans", (await driver.ReadAsync($"runs/ridership/{wider.Run}/prepare/prepare.json", DomainJson.Wire.PrepareReport))!.Columns);
        Assert.Equal(RunOutcome.Rejected, narrower.Outcome);
        Assert.Contains("column 'Cubs_Home': the header does not name this column", narrower.Error!.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OldData_UploadedNow_IsRejectedWhereItMustBeFresh()
    {
        await using var cloud = await Cloud.StartAsync(
            Edit.NoSchedule, Edit.NoMonitor, Edit.Definition("\"malformed\":\"drop\"", "\"freshness\":{\"action\":\"reject\",\"within\":\"P30D\"},\"malformed\":\"drop\""));
        var driver = new PipelineDriver(cloud);

        var old = (await driver.UploadAsync(Ridership.Months(2001, 2002))).Run;

        Assert.Equal((RunOutcome.Rejected, "DataRejected", null), (old.Outcome, old.Error!.Error, old.Data!.Quarantine));
        Assert.Contains("column 'date': the newest event is of 2002-12-31", old.Error.Cause, StringComparison.Ordinal);
        Assert.Equal(0, await driver.TrainingsAsync());
    }

    private static void FewTrees(System.Text.Json.Nodes.JsonObject template) => Edit.Definition("\"num_iterations\":\"400\"", "\"num_iterations\":\"60\"")(template);

    private static string Damaged(string csv, int rows) =>
        Ridership.Csv(Ridership.Rows(csv).Select((row, index) => index >= 1 && index <= rows ? Ridership.With(row, Temperature, "warm") : row));

    private static (RuleAction, string, string?, string, string?) Facts(ContractFinding finding) => (finding.Action, finding.File, finding.Column, finding.Rule, finding.Rows);

    private static async Task<QuarantineReport> QuarantineAsync(Cloud cloud, RunRecord run) =>
        JsonSerializer.Deserialize(await TextAsync(cloud, $"{run.Data!.Quarantine}report.json"), DomainJson.Wire.QuarantineReport)!;

    private static async Task<string> TextAsync(Cloud cloud, string key)
    {
        using var response = await cloud.Connection.S3.GetObjectAsync(new GetObjectRequest { BucketName = cloud.Product.DataBucket, Key = key }, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(response.ResponseStream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
