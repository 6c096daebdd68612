using Mlops.Domain.Contracts;
using Mlops.Domain.Training;
using static Mlops.Algorithm.Tests.Contracts.ContractFolder;

namespace Mlops.Algorithm.Tests.Contracts;

/// <summary>What becomes of data whose schema changed: one policy each.</summary>
public sealed class SchemaChangeTests : IDisposable
{
    private readonly ContractFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ignore", PrepareStatus.Ok, false)]
    [InlineData("accept", PrepareStatus.Ok, true)]
    [InlineData("reject", PrepareStatus.Rejected, false)]
    public async Task NewColumn_InOneFile_DoesWhatThePolicySays(string policy, PrepareStatus status, bool isLearned)
    {
        var wider = Rows(100, from: 400).Select((row, index) => $"{row},{index}");

        var report = await _folder.PrepareAsync(Contract($"\"changes\": {{ \"newColumn\": \"{policy}\" }}"), Table(Rows(400)), Table(wider, Header + ",extra"));

        Assert.Equal((status, isLearned), (report.Status, report.Columns.Contains("extra")));
        Assert.Equal(("new-column", "extra", "incoming/p/b.csv"), (report.Contract!.Findings[0].Rule, report.Contract.Findings[0].Column, report.Contract.Findings[0].File));
        Assert.Equal(isLearned, status == PrepareStatus.Ok && _folder.Learned().Contains(",extra", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("reject", PrepareStatus.Rejected)]
    [InlineData("quarantine", PrepareStatus.Ok)]
    public async Task MissingColumn_InOneFile_DoesWhatThePolicySays(string policy, PrepareStatus status)
    {
        var narrower = Rows(50, from: 400).Select(row => row.Replace(",a,", ",", StringComparison.Ordinal).Replace(",b,", ",", StringComparison.Ordinal));

        var report = await _folder.PrepareAsync(
            Contract($"\"changes\": {{ \"missingColumn\": \"{policy}\" }}, \"limits\": {{ \"quarantinedFiles\": 1, \"droppedRows\": 0.2 }}"), Table(Rows(400)), Table(narrower, "t,x,y"));

        Assert.Equal(status, report.Status);
        Assert.Equal(("the header does not name 'kind'", 50L), (_folder.Quarantine().Files.Single().Reason, _folder.Quarantine().Files.Single().Rows));
    }

    [Fact]
    public async Task MissingColumn_ThatIsOptional_IsAMissingValue()
    {
        var narrower = Rows(50, from: 400).Select(row => row.Replace(",a,", ",", StringComparison.Ordinal).Replace(",b,", ",", StringComparison.Ordinal));
        var columns = Columns.Replace("\"type\": \"category\"", "\"type\": \"category\", \"optional\": true", StringComparison.Ordinal);

        var report = await _folder.PrepareAsync(Contract(columns: columns), Table(Rows(400)), Table(narrower, "t,x,y"));

        Assert.Equal((PrepareStatus.Ok, 450, 0), (report.Status, report.Rows.Read, report.Contract!.FindingCount));
        Assert.Contains("2021-02-04,0,,800\n", _folder.Learned(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accept", PrepareStatus.Ok, null, 0)]
    [InlineData("warn", PrepareStatus.Ok, RuleAction.Warn, 0)]
    [InlineData("drop", PrepareStatus.Ok, RuleAction.Drop, 2)]
    [InlineData("reject", PrepareStatus.Rejected, RuleAction.Reject, 2)]
    public async Task NewCategory_InTwoRows_DoesWhatThePolicySays(string policy, PrepareStatus status, RuleAction? action, long dropped)
    {
        var rows = Rows(400);
        (rows[10], rows[11]) = ("2020-01-11,1,c,20", "2020-01-12,1,d,22");

        var report = await _folder.PrepareAsync(Contract($"\"changes\": {{ \"newCategory\": \"{policy}\" }}"), Table(rows));

        Assert.Equal((status, dropped), (report.Status, report.Contract!.RowsDropped));
        Assert.Equal(action, report.Contract.Findings.Select(finding => (RuleAction?)finding.Action).FirstOrDefault());
    }

    [Theory]
    [InlineData("drop", 3, PrepareStatus.Ok)]
    [InlineData("drop", 100, PrepareStatus.Rejected)]
    [InlineData("reject", 1, PrepareStatus.Rejected)]
    public async Task ChangedType_OfSoManyRows_DoesWhatThePolicySays(string policy, int bad, PrepareStatus status)
    {
        var rows = Rows(400).Select((row, index) => index < bad ? row.Replace($",{index % 100},", ",high,", StringComparison.Ordinal) : row);

        var report = await _folder.PrepareAsync(Contract($"\"changes\": {{ \"changedType\": \"{policy}\" }}"), Table(rows));

        Assert.Equal(status, report.Status);
        Assert.Equal(("type", "x", bad), (report.Contract!.Findings.Last(finding => finding.Rule == "type").Rule, report.Contract.Findings.Last(finding => finding.Rule == "type").Column, report.Contract.Findings.Last(finding => finding.Rule == "type").Count));
    }
}
