using System.Text;
using System.Text.Json;
using Mlops.Algorithm.Tests.Testing;
using Mlops.Domain.Json;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Tests.Preparation;

public sealed class PrepareTests : IDisposable
{
    private readonly MlFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Prepare_ThreeYearsByMonth_SplitsByTime()
    {
        var report = await PrepareAsync(MlFolder.RidershipDefinition, Ridership.Months(2001, 2003));

        Assert.Equal(PrepareStatus.Ok, report.Status);
        Assert.Equal(new PreparedRows { Read = 1074, InWindow = 1074, Train = 870, Validation = 97, Holdout = 107 }, report.Rows);
        Assert.Equal(new PreparedWindow("2001-01-22", "2003-12-31"), report.Window);
    }

    [Fact]
    public async Task Prepare_TimeSplit_NothingFromTheHoldoutIsSeenInTraining()
    {
        await PrepareAsync(MlFolder.RidershipDefinition, Ridership.Months(2001, 2003));

        var (train, validation, holdout) = (Dates("train"), Dates("validation"), Dates("holdout"));
        Assert.True(string.CompareOrdinal(train.Max(), validation.Min()) < 0);
        Assert.True(string.CompareOrdinal(validation.Max(), holdout.Min()) < 0);
        Assert.Equal(1074, train.Concat(validation).Concat(holdout).Distinct().Count());
    }

    [Fact]
    public async Task Prepare_FourYears_WindowIsThreeCalendarYearsBeforeTheNewestRow()
    {
        var report = await PrepareAsync(MlFolder.RidershipDefinition, Ridership.Months(2001, 2004));

        Assert.Equal(new PreparedWindow("2002-01-01", "2004-12-31"), report.Window);
        Assert.Equal((1440, 1096), (report.Rows.Read, report.Rows.InWindow));
    }

    [Fact]
    public async Task Prepare_OtherFileAndRowAndColumnOrder_GivesTheSameBytes()
    {
        var rows = Ridership.Rows(2001, 2003);
        await PrepareAsync(MlFolder.RidershipDefinition, ("a.csv", Bytes(Ridership.Csv(rows))));
        using var other = new MlFolder();
        other.PutRaw(
            MlFolder.RidershipDefinition,
            ("b.csv", Bytes(Ridership.Csv(rows.Skip(700).Reverse()))),
            ("c.csv", Bytes(Moved(rows.Take(500)))),
            ("d.csv", Bytes(Ridership.Csv(rows.Skip(500).Take(200)))));
        await other.RunAsync("prepare");

        foreach (var part in new[] { "train", "validation", "holdout" })
        {
            Assert.Equal(_folder.Read($"processing/output/{part}/{part}.csv"), other.Read($"processing/output/{part}/{part}.csv"));
        }
    }

    [Fact]
    public async Task Prepare_RowsOfOneTime_StayTogether()
    {
        var rows = Enumerable.Range(0, 100).Select(i => $"2020-01-{1 + (i / 20):00},{i},{i}");
        await PrepareAsync(Definition(minimumRows: 10), ("a.csv", Bytes("date,x,y\n" + string.Join('\n', rows))));

        var holdout = Dates("holdout").Distinct().ToList();
        Assert.Equal(["2020-01-05"], holdout);
        Assert.DoesNotContain("2020-01-05", Dates("validation").Concat(Dates("train")));
    }

    [Fact]
    public async Task Prepare_WithoutTimeColumn_ARowOfTheHoldoutStaysThereWhenMoreArrive()
    {
        string Rows(int count) => "x,y\n" + string.Join('\n', Enumerable.Range(0, count).Select(i => $"{i},{i * 2}"));
        const string Timeless = """{"name":"plain","problem":{"type":"regression","label":"y"},"data":{"minimumRows":10}}""";
        await PrepareAsync(Timeless, ("a.csv", Bytes(Rows(300))));
        using var later = new MlFolder();
        later.PutRaw(Timeless, ("a.csv", Bytes(Rows(600))));
        await later.RunAsync("prepare");

        var before = Lines(_folder, "holdout");
        Assert.InRange(before.Count, 10, 60);
        Assert.Subset(Lines(later, "holdout").ToHashSet(), before.ToHashSet());
    }

    [Theory]
    [InlineData("date,x,y\n2020-01-01,1,2\n2020-13-01,1,2\n", 3, "date", "time", "'2020-13-01' is not an ISO 8601 date or date-time")]
    [InlineData("date,x,y\n2020-01-01,1,abc\n", 2, "y", "label", "the label 'abc' is not a number")]
    [InlineData("date,x,y\n2020-01-01,1,\n", 2, "y", "label", "the label '' is not a number")]
    [InlineData("date,x,y\n2020-01-01,1\n", 2, null, "shape", "has 2 values where the header names 3 columns")]
    [InlineData("date,x\n2020-01-01,1\n", null, "y", "columns", "the header does not name this column, which the pipeline's definition does")]
    public async Task Prepare_BrokenFile_IsRejectedWithTheLocation(string csv, int? row, string? column, string rule, string message)
    {
        var report = await PrepareAsync(Definition(minimumRows: 1), ("incoming/a.csv", Bytes(csv)));

        Assert.Equal(PrepareStatus.Rejected, report.Status);
        Assert.Equal(new DataProblem { File = "incoming/a.csv", Row = row, Column = column, Rule = rule, Message = message }, Assert.Single(report.Problems));
        Assert.False(_folder.Has("processing/output/train/train.csv"));
    }

    [Fact]
    public async Task Prepare_TypoInANumericColumn_IsRejectedRatherThanACategory()
    {
        var rows = Enumerable.Range(1, 28).Select(i => $"2020-01-{i:00},{(i == 17 ? "1,x2" : $"1,{i}")}");
        var report = await PrepareAsync(Definition(minimumRows: 1), ("a.csv", Bytes("date,y,x\n" + string.Join('\n', rows))));

        var problem = Assert.Single(report.Problems);
        Assert.Equal((18, "x", "'x2' is not a number"), (problem.Row, problem.Column, problem.Message));
    }

    [Fact]
    public async Task Prepare_ManyTypos_AreNamedByColumnRuleAndRows()
    {
        var rows = Enumerable.Range(1, 200).Select(i => $"2020-01-{1 + (i % 28):00},{(i is 4 or 5 or 6 or 50 ? "?" : i)},{(i == 9 ? "" : "1")}");
        var report = await PrepareAsync(Definition(minimumRows: 1), ("incoming/a.csv", Bytes("date,x,y\n" + string.Join('\n', rows))));

        Assert.Equal(
            "The data has 5 problems: column 'x': 4 values are not numbers, rows 5–7, 51 of incoming/a.csv; column 'y': the label '' is not a number, row 10 of incoming/a.csv.",
            report.Reason);
        Assert.Equal(["label", "number", "number", "number", "number"], report.Problems.Select(problem => problem.Rule));
    }

    [Fact]
    public async Task Prepare_Rejected_ReportsToPeopleWithEverythingEscaped()
    {
        await PrepareAsync(Definition(minimumRows: 1), ("incoming/<b>.csv", Bytes("date,<script>,y\n" + string.Concat(Enumerable.Range(1, 400).Select(i => $"2020-01-01,{(i % 40 == 0 ? "<img>" : i)},1\n")))));

        var report = _folder.Read("processing/output/report.html");
        Assert.DoesNotMatch("<script|<img|<b>\\.", report);
        Assert.Contains("&lt;script&gt;", report, StringComparison.Ordinal);
        Assert.Contains("41, 81, 121, 161, 201, 241, 281, 321, 361, 401", report, StringComparison.Ordinal);
        Assert.Contains("<span class=\"tag drift\">number</span>", report, StringComparison.Ordinal);
        Assert.False(_folder.Has("processing/output/baseline.json"));
    }

    [Fact]
    public async Task Prepare_Accepted_WritesTheProfileOfTheWindow()
    {
        await PrepareAsync(MlFolder.RidershipDefinition, Ridership.Months(2001, 2004));

        var baseline = Mlops.Algorithm.Profiling.BaselineFile.Read(_folder.Paths.ProcessingOutput("baseline.json"), "date");
        var austin = baseline.Profile.Columns.Single(column => column.Name == "Austin");
        Assert.Equal((1096, "2002-01-01", "2004-12-31"), (baseline.Profile.Rows, Date(baseline.Profile.From), Date(baseline.Profile.To)));
        Assert.Equal(("date", "Austin", 49), (baseline.Header[0], baseline.Header[1], baseline.Header.Count));
        Assert.Equal(12, austin.Months.Count);
        Assert.Equal(1096, baseline.Profile.Label!.Months.Sum(month => month.Count));
        Assert.Contains("The data is accepted.", _folder.Read("processing/output/report.html"), StringComparison.Ordinal);

        static string? Date(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Prepare_QuotedCategoriesAndMissingNumbers_AreProfiledAsTheyAre()
    {
        var rows = Enumerable.Range(1, 20).Select(i => $"2020-01-{i:00},{(i <= 5 ? "NA" : i)},\"say \"\"{(i % 2 == 0 ? "a,b" : "c")}\"\"\",{i}\n");
        await PrepareAsync(Definition(minimumRows: 1), ("a.csv", Bytes("date,x,text,y\n" + string.Concat(rows))));

        var columns = Mlops.Algorithm.Profiling.BaselineFile.Read(_folder.Paths.ProcessingOutput("baseline.json"), "date").Profile.Columns;
        Assert.Equal((15, 5), (columns[0].Months[0].Count, columns[0].Months[0].Missing));
        Assert.Equal(["say \"a,b\"", "say \"c\""], columns[1].Months[0].Categories!.Counts.Keys);
    }

    [Fact]
    public async Task Prepare_ManyLongProblemsInAWideTable_StaysAReportThatStateDataCanHold()
    {
        var columns = string.Join(',', Enumerable.Range(0, 2000).Select(i => $"a_rather_long_name_of_a_column_{i}"));
        var row = $"2020-01-01,{new string('<', 250)}" + new string(',', 2000);

        var report = await PrepareAsync(
            Definition(minimumRows: 1), ("incoming/a.csv", Bytes($"date,y,{columns}\n" + string.Concat(Enumerable.Repeat(row + "\n", 500)))));

        Assert.InRange(_folder.Read("processing/output/prepare.json").Length, 1, 64 * 1024);
        Assert.Equal((PrepareStatus.Rejected, 500), (report.Status, report.ProblemCount));
        Assert.NotEmpty(report.Problems);
        Assert.NotEmpty(report.Columns);
    }

    [Fact]
    public async Task Prepare_FileWithOtherColumns_NamesFileAndColumns()
    {
        var report = await PrepareAsync(
            Definition(minimumRows: 1),
            ("a.csv", Bytes("date,z,y\n2020-01-01,1,2\n")),
            ("b.csv", Bytes("date,x,y\n2020-01-02,1,2\n")),
            ("c.csv", Bytes("x,date,y\n1,2020-01-03,2\n")));

        Assert.Equal([("a.csv", "x"), ("a.csv", "z")], report.Problems.Select(p => (p.File, p.Column!)));
    }

    [Fact]
    public async Task Prepare_SameContentUnderTwoKeys_CountsOnce()
    {
        var months = Ridership.Months(2001, 2003);
        var report = await PrepareAsync(MlFolder.RidershipDefinition, [.. months, ("incoming/ridership/copy.csv", months[0].Content)]);

        Assert.Equal(1074, report.Rows.Read);
    }

    [Fact]
    public async Task Prepare_TooFewRows_IsNotEnoughData()
    {
        var report = await PrepareAsync(MlFolder.RidershipDefinition, Ridership.Months(2001, 2001)[..2]);

        Assert.Equal(PrepareStatus.NotEnoughData, report.Status);
        Assert.Equal("The window holds 38 rows; the definition asks for at least 365.", report.Reason);
    }

    [Fact]
    public async Task Prepare_NoFiles_IsNotEnoughData()
    {
        var report = await PrepareAsync(MlFolder.RidershipDefinition);

        Assert.Equal(PrepareStatus.NotEnoughData, report.Status);
    }

    [Fact]
    public async Task Prepare_ContentThatDoesNotMatchItsHash_FailsTheJob()
    {
        _folder.PutRaw(MlFolder.RidershipDefinition, ("incoming/a.csv", Bytes("date,ridership\n")));
        _folder.Put($"processing/input/data/{ContentHash.Of(Bytes("date,ridership\n"))}", "other");

        Assert.Equal(1, await _folder.RunAsync("prepare"));
        Assert.Contains("incoming/a.csv was damaged", _folder.Read("output/failure"), StringComparison.Ordinal);
    }

    private async Task<PrepareReport> PrepareAsync(string definition, params (string Key, byte[] Content)[] files)
    {
        _folder.PutRaw(definition, files);
        using var error = new StringWriter();
        Assert.True(await _folder.RunAsync("prepare", error) == 0, error.ToString());
        return JsonSerializer.Deserialize(_folder.Read("processing/output/prepare.json"), DomainJson.Wire.PrepareReport)!;
    }

    private static string Definition(int minimumRows) =>
        $$$"""{"name":"plain","problem":{"type":"regression","label":"y","timeColumn":"date"},"data":{"minimumRows":{{{minimumRows}}}}}""";

    // The same rows with the last column first.
    private static string Moved(IEnumerable<string> rows) =>
        string.Join("\r\n", rows.Prepend(Ridership.Header).Select(row => row[(row.LastIndexOf(',') + 1)..] + "," + row[..row.LastIndexOf(',')]));

    private List<string> Dates(string part) => [.. Lines(_folder, part).Select(line => line.Split(',')[0])];

    private static List<string> Lines(MlFolder folder, string part) =>
        [.. folder.Read($"processing/output/{part}/{part}.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
