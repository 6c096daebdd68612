using Mlops.Domain.Contracts;
using Mlops.Domain.Training;
using static Mlops.Algorithm.Tests.Contracts.ContractFolder;

namespace Mlops.Algorithm.Tests.Contracts;

/// <summary>What becomes of rows and files that break a contract.</summary>
public sealed class ContractedPrepareTests : IDisposable
{
    private readonly ContractFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Prepare_DataThatKeepsTheContract_IsAcceptedAndNothingIsQuarantined()
    {
        var report = await _folder.PrepareAsync(Contract(), Table(Rows(200)));

        Assert.Equal((PrepareStatus.Ok, 200L, 0L, 0), (report.Status, report.Contract!.RowsRead, report.Contract.RowsDropped, report.Contract.FindingCount));
        Assert.False(_folder.HasQuarantine);
    }

    [Fact]
    public async Task Prepare_FewBadRows_AreDroppedWithTheirLineAndTheOthersLearnedFrom()
    {
        var rows = Rows(400);
        rows[10] = "2020-01-11,warm,a,20";
        rows[20] = "2020-01-21,5000,\"a\",40";

        var report = await _folder.PrepareAsync(Contract(), Table(rows));

        Assert.Equal((PrepareStatus.Ok, 398, 2L), (report.Status, report.Rows.Read, report.Contract!.RowsDropped));
        Assert.Equal([("type", "x", RuleAction.Drop, "12"), ("range", "x", RuleAction.Drop, "22")], report.Contract.Findings.Select(finding => (finding.Rule, finding.Column, finding.Action, finding.Rows)));
        Assert.Equal(
            ["incoming/p/a.csv,12,type,x: 'warm' is not a number,\"2020-01-11,warm,a,20\"", "incoming/p/a.csv,22,range,x: '5000' is not from 0 to 1000,\"2020-01-21,5000,\"\"a\"\",40\""],
            _folder.DroppedRows());
        Assert.DoesNotContain("warm", _folder.Learned(), StringComparison.Ordinal);
        Assert.Contains("without 2 of its 400 rows", _folder.Folder.Read("processing/quarantine/report.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_MoreBadRowsThanTheLimit_AreRejectedAndShown()
    {
        var rows = Rows(400);
        for (var i = 0; i < 5; i++)
        {
            rows[50 * i] = rows[50 * i].Replace(",a,", ",a,-", StringComparison.Ordinal).Replace($",{50 * i % 100},", ",-1,", StringComparison.Ordinal);
        }

        var report = await _folder.PrepareAsync(Contract(), Table(rows));

        Assert.Equal(PrepareStatus.Rejected, report.Status);
        Assert.Contains("5 of 400 rows (1.25 %) were dropped, and the contract allows 1 %", report.Reason, StringComparison.Ordinal);
        Assert.Equal((PrepareStatus.Rejected, 5L), (_folder.Quarantine().Status, _folder.Quarantine().RowsListed));
    }

    [Fact]
    public async Task Prepare_RuleThatRejects_EndsTheRunForOneRow()
    {
        var rows = Rows(400);
        rows[10] = "2020-01-11,-1,a,20";
        var columns = Columns.Replace("\"minimum\": 0", "\"action\": \"reject\", \"minimum\": 0", StringComparison.Ordinal);

        var report = await _folder.PrepareAsync(Contract(columns: columns), Table(rows));

        Assert.Equal(PrepareStatus.Rejected, report.Status);
        Assert.Contains(report.Problems, problem => problem is { Row: 12, Column: "x", Rule: "range" });
    }

    [Fact]
    public async Task Prepare_RuleThatWarns_KeepsTheRow()
    {
        var rows = Rows(400);
        rows[10] = "2020-01-11,-1,a,20";

        var report = await _folder.PrepareAsync(Contract("\"action\": \"warn\""), Table(rows));

        Assert.Equal((PrepareStatus.Ok, 400, 0L), (report.Status, report.Rows.Read, report.Contract!.RowsDropped));
        Assert.Equal((RuleAction.Warn, "range"), (report.Contract.Findings[0].Action, report.Contract.Findings[0].Rule));
        Assert.False(_folder.HasQuarantine);
    }

    [Theory]
    [InlineData("drop", 1)]
    [InlineData("reject", 1)]
    public async Task Prepare_MalformedRows_DoWhatTheContractSays(string malformed, int dropped)
    {
        var rows = Rows(400);
        rows[10] = "2020-01-11,1,a";

        var report = await _folder.PrepareAsync(Contract($"\"malformed\": \"{malformed}\""), Table(rows));

        Assert.Equal((malformed == "drop" ? PrepareStatus.Ok : PrepareStatus.Rejected, dropped), (report.Status, (int)report.Contract!.RowsDropped));
        Assert.Equal("incoming/p/a.csv,12,shape,has 3 values where the header names 4 columns,\"2020-01-11,1,a\"", _folder.DroppedRows().Single());
    }

    [Fact]
    public async Task Prepare_StrayQuote_DropsThatRowOnly()
    {
        var rows = Rows(400);
        rows[10] = "2020-01-11,1,a\"b,20";

        var report = await _folder.PrepareAsync(Contract(), Table(rows));

        Assert.Equal((PrepareStatus.Ok, 399), (report.Status, report.Rows.Read));
        Assert.Equal("quoting", report.Contract!.Findings.Single().Rule);
    }

    [Fact]
    public async Task Prepare_QuoteThatHidesRows_QuarantinesTheFileWhole()
    {
        var rows = Rows(100);
        rows[10] = "2020-01-11,1,\"a,20";

        var report = await _folder.PrepareAsync(Contract("\"limits\": { \"quarantinedFiles\": 1, \"droppedRows\": 0.5 }"), Table(Rows(400, from: 1000)), Table(rows));

        Assert.Equal((PrepareStatus.Ok, 400, 1), (report.Status, report.Rows.Read, report.Contract!.FilesQuarantined));
        Assert.Contains("hides where its rows begin and end", _folder.Quarantine().Files.Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_MostlyBadFile_IsQuarantinedWholeAndRejectsUnlessTheContractAllowsIt()
    {
        var bad = Rows(20, from: 500).Select(row => row.Replace(",a,", ",c d,e,", StringComparison.Ordinal)).ToList();

        var rejected = await _folder.PrepareAsync(Contract(), Table(Rows(400)), Table(bad));
        var allowed = await _folder.PrepareAsync(Contract("\"limits\": { \"quarantinedFiles\": 1, \"droppedRows\": 0.1 }"), Table(Rows(400)), Table(bad));

        Assert.Equal(PrepareStatus.Rejected, rejected.Status);
        Assert.Contains("1 of 2 files went to quarantine whole, and the contract allows none", rejected.Reason, StringComparison.Ordinal);
        Assert.Equal((PrepareStatus.Ok, 400, 20L, 1), (allowed.Status, allowed.Rows.Read, allowed.Contract!.RowsDropped, allowed.Contract.FilesQuarantined));
        Assert.Equal(("incoming/p/b.csv", 20L), (_folder.Quarantine().Files.Single().Key, _folder.Quarantine().Files.Single().Rows));
    }

    [Fact]
    public async Task Prepare_SecondRowOfAKey_IsDropped()
    {
        var rows = Rows(400);
        rows[300] = rows[299];

        var report = await _folder.PrepareAsync(Contract("\"key\": [\"t\", \"kind\"]"), Table(rows));

        Assert.Equal((PrepareStatus.Ok, 399), (report.Status, report.Rows.Read));
        Assert.Equal(("unique", "t, kind", "302"), (report.Contract!.Findings.Single().Rule, report.Contract.Findings.Single().Column, report.Contract.Findings.Single().Rows));
    }

    [Fact]
    public async Task Prepare_KeyOfAQuarantinedFile_IsFreeForAnother()
    {
        var bad = Rows(20).Select((row, index) => index < 10 ? row + ",1" : row).ToList();

        var report = await _folder.PrepareAsync(Contract("\"key\": [\"t\"], \"limits\": { \"quarantinedFiles\": 1, \"droppedRows\": 0.5 }"), Table(bad), Table(Rows(400)));

        Assert.Equal((PrepareStatus.Ok, 400, 20L), (report.Status, report.Rows.Read, report.Contract!.RowsDropped));
    }

    [Fact]
    public async Task Prepare_RowsWithoutAKey_AreEqualToNoOtherAndStay()
    {
        var rows = Rows(400).Select((row, index) => index < 3 ? row.Replace(index % 2 == 0 ? ",a," : ",b,", ",,", StringComparison.Ordinal) : row).ToList();

        var report = await _folder.PrepareAsync(Contract("\"key\": [\"kind\", \"t\"]"), Table([.. rows, rows[0]]));

        Assert.Equal((PrepareStatus.Ok, 401, 0L), (report.Status, report.Rows.Read, report.Contract!.RowsDropped));
    }

    [Fact]
    public async Task Prepare_DroppedRow_DoesNotTakeTheKeyFromAGoodOne()
    {
        var rows = Rows(400);
        rows.Insert(0, "2020-01-01,-5,a,0");

        var report = await _folder.PrepareAsync(Contract("\"key\": [\"t\"]"), Table(rows));

        Assert.Equal((PrepareStatus.Ok, 400), (report.Status, report.Rows.Read));
        Assert.Equal("range", report.Contract!.Findings.Single().Rule);
    }

    // What an old file is corrected by is uploaded long after the newest event.
    [Theory]
    [InlineData(0, PrepareStatus.Ok)]
    [InlineData(1, PrepareStatus.Rejected)]
    public async Task Prepare_FileThatIsUploadedAgain_CountsForFreshnessOnlyWithTheNewestEvent(int again, PrepareStatus status)
    {
        var upload = new DateTimeOffset(2021, 2, 5, 0, 0, 0, TimeSpan.Zero);

        var report = await _folder.PrepareAsync(
            Contract("\"freshness\": { \"within\": \"P7D\" }"), [("a.csv", Table(Rows(200))), ("b.csv", Table(Rows(200, from: 200)))], [again == 0 ? upload.AddDays(60) : upload, again == 1 ? upload.AddDays(60) : upload]);

        Assert.Equal(status, report.Status);
    }

    [Fact]
    public async Task Prepare_LineThatIsNoUtf8_IsQuarantinedByItsBytes()
    {
        var rows = Rows(400);
        rows[10] = "2020-01-11,1,\u00e4,20";

        await _folder.PrepareAsync(Contract(), [("a.csv", Table(rows))], [], System.Text.Encoding.Latin1);

        Assert.Contains("2020-01-11,1,\u00e4,20", System.Text.Encoding.Latin1.GetString(_folder.Folder.ReadBytes("processing/quarantine/rows.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_ColumnsThatContradictEachOther_BreakTheComparison()
    {
        var rows = Rows(400);
        rows[3] = "2020-01-04,1000,a,6";

        var report = await _folder.PrepareAsync(Contract("""
            "compare": [{ "left": "x", "is": "atMost", "right": "y" }], "limits": { "droppedRows": 0.9, "droppedRowsOfFile": 0.9 }
            """), Table(rows));

        Assert.Equal(("comparison", "x"), (report.Contract!.Findings[0].Rule, report.Contract.Findings[0].Column));
        Assert.Contains(_folder.DroppedRows(), line => line.Contains("'1000' is not at most y, '6'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Prepare_MissingValues_BreakRequiredByRowAndTheShareByAll()
    {
        var rows = Rows(400).Select((row, index) => index % 40 == 0 ? row.Replace(",a,", ",,", StringComparison.Ordinal) : row).ToList();
        string Kind(string rule) => Columns.Replace("\"type\": \"category\"", $"\"type\": \"category\", {rule}", StringComparison.Ordinal);

        var required = await _folder.PrepareAsync(Contract("\"limits\": { \"droppedRows\": 0.05 }", Kind("\"required\": true")), Table(rows));
        var share = await _folder.PrepareAsync(Contract(columns: Kind("\"maximumMissing\": 0.02")), Table(rows));
        var enough = await _folder.PrepareAsync(Contract(columns: Kind("\"maximumMissing\": 0.03")), Table(rows));

        Assert.Equal((PrepareStatus.Ok, 10L, "required"), (required.Status, required.Contract!.RowsDropped, required.Contract.Findings[0].Rule));
        Assert.Contains("10 of 400 values are missing (2.5 %), and the contract allows 2 %", share.Reason, StringComparison.Ordinal);
        Assert.Equal(PrepareStatus.Ok, enough.Status);
    }

    [Theory]
    [InlineData("\"rows\": { \"minimum\": 401 }", "there are 400 rows, and the contract demands 401 or more")]
    [InlineData("\"rows\": { \"maximum\": 399 }", "there are 400 rows, and the contract allows 399")]
    [InlineData("\"rows\": { \"minimumPerFile\": 401 }", "1 of 1 files went to quarantine whole")]
    public async Task Prepare_RowCounts_OutsideOfTheContract_Reject(string rule, string reason)
    {
        var report = await _folder.PrepareAsync(Contract(rule), Table(Rows(400)));

        Assert.Equal(PrepareStatus.Rejected, report.Status);
        Assert.Contains(reason, report.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2021-02-05T00:00:00Z", PrepareStatus.Ok)]
    [InlineData("2021-02-12T00:00:00Z", PrepareStatus.Rejected)]
    public async Task Prepare_NewestEvent_IsHeldAgainstItsUpload(string uploaded, PrepareStatus status)
    {
        // The newest of 400 days from 2020-01-01 on is 2021-02-03.
        var report = await _folder.PrepareAsync(
            Contract("\"freshness\": { \"within\": \"P7D\" }"), [("a.csv", Table(Rows(400)))], [DateTimeOffset.Parse(uploaded, System.Globalization.CultureInfo.InvariantCulture)]);

        Assert.Equal(status, report.Status);
        Assert.Equal(status == PrepareStatus.Rejected, report.Problems.Any(problem => problem.Rule == "freshness"));
    }

    [Fact]
    public async Task Prepare_WithAContract_SplitsAsWithoutOne()
    {
        using var other = new ContractFolder();
        await _folder.PrepareAsync(Contract(), Table(Rows(400)));
        await other.PrepareAsync("{}", Table(Rows(400)));

        Assert.Equal(other.Learned(), _folder.Learned());
    }
}
