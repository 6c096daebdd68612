using System.Text.Json;
using Mlops.Algorithm.Tests.Testing;
using static Mlops.Algorithm.Tests.Testing.Capture;

namespace Mlops.Algorithm.Tests.Monitoring;

public sealed class TruthTests : IDisposable
{
    private MonitorFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("t,y\n2025-01-03,10\n")]
    [InlineData("y,extra,t\n10,abc,2025-01-03T00:00:00Z\n")]
    [InlineData("t,y\n2025-01-03T01:00+01:00,10.0\n")]
    [InlineData("t,c,n,y\n2025-01-03,blue,3,1e1\n")]
    public async Task Truth_OfTheTimeColumn_IsFoundHoweverItIsWritten(string csv)
    {
        Ask("2025-01-03,3,blue");
        _folder.Truth(csv);

        Assert.Equal(1, (await _folder.RunAsync()).Number("rowsWithTruth"));
    }

    [Theory]
    [InlineData("""["n"]""", "n,y\n3.0,10\n", 1)]
    [InlineData("""["c","n"]""", "n,c,y\n3,blue,10\n", 1)]
    [InlineData("""["c"]""", "c,y\nBlue,10\n", 0)]
    [InlineData("""["t","c"]""", "t,c,y\n2025-01-03,,10\n", 0)]
    [InlineData("""["n"]""", "n,y\nNA,10\n", 0, "2025-01-03,NA,blue")]
    [InlineData("""["c"]""", "c,y\nNA,10\n", 1, "2025-01-03,3,NA")]
    public async Task Truth_OfOtherKeys_ComparesValuesAsWhatTheyAre(string key, string csv, int found, string row = "2025-01-03,3,blue")
    {
        _folder = new MonitorFolder { Key = key };
        Ask(row);
        _folder.Truth(csv);

        Assert.Equal(found, (await _folder.RunAsync()).Number("rowsWithTruth"));
    }

    [Fact]
    public async Task Truth_OfInferenceIds_TakesRowsOfARequestInTheirOrder()
    {
        _folder = new MonitorFolder { Key = """["inferenceId"]""" };
        _folder.Capture(Line("2025-01-03,3,blue\n2025-01-04,4,red\n2025-01-05,4,red\n", "1\n2\n3\n", "e1", inferenceId: "order-7") + Line("2025-01-04,4,red\n", "9\n", "e2"));
        _folder.Truth("inferenceId,y\norder-7,1\norder-7,\ne2,9\norder-7,3\n");

        var report = await _folder.RunAsync();

        Assert.Equal((3, 1), (report.Number("rowsWithTruth"), report.Truth("incomplete")));
        Assert.Equal(0, report.GetProperty("quality").GetProperty("value").GetDouble(), 12);
    }

    [Theory]
    [InlineData("inferenceId,y\norder-7,1\norder-7\norder-7,3\n")]
    [InlineData("inferenceId,y\norder-7,1,\norder-7,2\norder-7,3\n")]
    public async Task Truth_OfInferenceIdsInAFileWithBrokenRows_CountsForNone(string csv)
    {
        _folder = new MonitorFolder { Key = """["inferenceId"]""" };
        _folder.Capture(Line("2025-01-03,3,blue\n2025-01-04,4,red\n2025-01-05,4,red\n", "1\n2\n3\n", "e1", inferenceId: "order-7"));
        _folder.Truth("inferenceId,y\norder-7,1\n", "a.csv");
        _folder.Truth(csv, "b.csv");

        var report = await _folder.RunAsync();

        Assert.Equal((1, 1), (report.Number("rowsWithTruth"), report.Truth("keys")));
        Assert.Contains(report.GetProperty("truth").GetProperty("problems").EnumerateArray(), problem =>
            problem.GetProperty("message").GetString()!.Contains("none of the file counts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Truth_OfColumnsInAFileWithBrokenRows_KeepsTheOthers()
    {
        Ask("2025-01-03,3,blue");
        _folder.Truth("t,y\n2025-01-02\n2025-01-03,10\n");

        Assert.Equal(1, (await _folder.RunAsync()).Number("rowsWithTruth"));
    }

    [Theory]
    [InlineData("[]", 2)]
    [InlineData("""["b.csv","a.csv"]""", 1)]
    [InlineData("""["a.csv"]""", 1)]
    public async Task Truth_ToldTwice_IsThatOfTheNewestFile(string order, double error)
    {
        Ask("2025-01-03,3,blue", "2025-01-03,3,blue");
        _folder.Truth("t,y\n2025-01-03,11\n", "a.csv");
        _folder.Truth("t,y\n2025-01-03,12\n", "b.csv");

        var report = await _folder.RunAsync($$"""{"monitor":"m","pipeline":"small","run":"r","model":"m","from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00Z","captureFiles":1,"truthFiles":2,"truth":{{order}}}""");

        Assert.Equal(error, report.GetProperty("quality").GetProperty("value").GetDouble(), 9);
    }

    [Fact]
    public async Task Truth_ThatContradictsItselfInOneFile_IsReportedAndCountsForNone()
    {
        Ask("2025-01-03,3,blue", "2025-01-04,3,blue");
        _folder.Truth("t,y\n2025-01-03,11\n2025-01-03T00:00:00Z,12\n2025-01-04,1\n2025-01-04,1\n");

        var report = await _folder.RunAsync();

        Assert.Equal((1, 1, 2), (report.Number("rowsWithTruth"), report.Truth("ambiguousKeys"), report.Truth("keys")));
        Assert.Equal(3, Assert.Single(report.GetProperty("truth").GetProperty("problems").EnumerateArray()).GetProperty("row").GetInt32());
    }

    [Fact]
    public async Task Requests_AskedTwice_CountEach()
    {
        Ask("2025-01-03,3,blue", "2025-01-03,3,blue", "2025-01-03,3,blue");
        _folder.Truth("t,y\n2025-01-03,11\n");

        Assert.Equal(3, (await _folder.RunAsync()).Number("rowsWithTruth"));
    }

    [Theory]
    [InlineData("t,z\n2025-01-03,1\n", "y")]
    [InlineData("z,y\n2025-01-03,1\n", "t")]
    [InlineData("t,y\n2025-01-03,abc\n", "y")]
    public async Task Truth_ThatCannotBeRead_IsAProblemAndNotAFailure(string csv, string column)
    {
        Ask("2025-01-03,3,blue");
        _folder.Truth(csv);

        var report = await _folder.RunAsync();

        Assert.Equal(column, Assert.Single(report.GetProperty("truth").GetProperty("problems").EnumerateArray()).GetProperty("column").GetString());
        Assert.Equal("No truth has arrived for these requests yet.", report.GetProperty("qualityReason").GetString());
    }

    [Fact]
    public async Task Key_ThatRequestsDoNotHave_IsSaid()
    {
        _folder = new MonitorFolder { Key = """["store"]""" };
        Ask("2025-01-03,3,blue");
        _folder.Truth("store,y\n1,2\n");

        Assert.Equal(
            "The truth of requests cannot be found: monitor.groundTruth.key names store, which requests do not have.",
            (await _folder.RunAsync()).GetProperty("qualityReason").GetString());
    }

    [Theory]
    [InlineData("mae", "0.25", 1.2, false)]
    [InlineData("mae", "0.25", 1.3, true)]
    [InlineData("r2", "0.02", 2.0, false)]
    [InlineData("r2", "0.02", 4.0, true)]
    public async Task Quality_WorseThanItMayBe_IsDriftOfErrorsAndOfR2(string metric, string loss, double error, bool drift)
    {
        // The sign alternates, so every resample has the same mean absolute error; R² is 0.95 with an error of 2 and 0.8 with one of 4.
        _folder = new MonitorFolder { Metric = metric, Maximum = loss };
        var days = Enumerable.Range(1, 31).ToList();
        _folder.Capture(string.Concat(days.Select(i => Line(
            $"2025-01-{i:00},{i % 7},{(i % 2 == 0 ? "red" : "blue")}", (i + (i % 2 == 0 ? error : -error)).ToString(System.Globalization.CultureInfo.InvariantCulture), $"e{i}"))));
        _folder.Truth("t,y\n" + string.Concat(days.Select(i => $"2025-01-{i:00},{i}\n")));

        await _folder.RunAsync();

        Assert.Equal(drift, _folder.Json("findings.json").GetProperty("drift").GetBoolean());
    }

    private void Ask(params string[] rows) => _folder.Capture(string.Concat(rows.Select((row, i) => Line(row, "10", $"{i}"))));
}
