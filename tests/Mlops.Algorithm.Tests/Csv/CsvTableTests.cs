using System.Text;
using System.Text.Json;
using Mlops.Algorithm.Csv;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Tests.Csv;

public sealed class CsvTableTests
{
    [Fact]
    public void Read_QuotedCommasQuotesAndLineBreaks_GivesTheValues()
    {
        var (rows, problems) = Read("a,b\r\n\"x, \"\"y\"\"\",\"1\r\n2\"\r\n");

        Assert.Equal(["x, \"y\"|1\r\n2"], rows);
        Assert.Empty(problems);
    }

    [Fact]
    public void Read_ByteOrderMark_IsNotPartOfTheFirstColumn()
    {
        var (rows, problems) = Read("\uFEFFa,b\n1,2");

        Assert.Equal(["1|2"], rows);
        Assert.Empty(problems);
    }

    [Fact]
    public void Read_Semicolons_AreNoSeparators()
    {
        var (rows, _) = Read("a;b\n1;2\n");

        Assert.Equal(["1;2"], rows);
    }

    [Fact]
    public void Read_RaggedRow_IsLocatedAndPassedOver()
    {
        var (rows, problems) = Read("a,b\n1,2\n3\n4,5,6\n7,8\n");

        Assert.Equal(["1|2", "7|8"], rows);
        Assert.Equal(["t.csv: row 3: has 1 values where the header names 2 columns", "t.csv: row 4: has 3 values where the header names 2 columns"], problems);
    }

    [Theory]
    [InlineData("a,a\n1,2\n", "t.csv: column 'a': the header names this column 2 times")]
    [InlineData("a,\n1,2\n", "t.csv: column '': the header has a column without a name")]
    [InlineData("", "t.csv: is empty; the first line must name the columns")]
    public void Open_UnusableHeader_IsAProblem(string csv, string problem)
    {
        var (_, problems) = Read(csv);

        Assert.Equal([problem], problems);
    }

    [Theory]
    [InlineData("a,b\n1,x\"y\n", "has a quote inside an unquoted value")]
    [InlineData("a,b\n1,\"x\"y\n", "has text after a closing quote")]
    [InlineData("a,b\n1,\"x\n", "opens a quote that is never closed")]
    public void Read_MalformedQuotes_IsLocated(string csv, string problem)
    {
        var (_, problems) = Read(csv);

        Assert.Contains(problems, p => p.StartsWith("t.csv: row 2: " + problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ManyProblems_KeepsTheFirstAndCountsAll()
    {
        var log = new ProblemLog();
        using (var table = Open("a,b\n" + string.Concat(Enumerable.Repeat("1\n", 1500)), log))
        {
            Assert.False(table!.Read());
        }

        Assert.Equal((200, 1500), (log.Kept.Count, log.Total));
    }

    [Fact]
    public void Add_LongNames_KeepsNoMoreThanAReportCanCarry()
    {
        var log = new ProblemLog();
        for (var row = 0; row < 1500; row++)
        {
            log.Add(DataRules.Number, new string('é', 500), row, new string('<', 5000), new string('\'', 5000));
        }

        var written = JsonSerializer.SerializeToUtf8Bytes(log.Kept);
        Assert.NotEmpty(log.Kept);
        Assert.InRange(written.Length, 1, 100 * 1024);
    }

    private static (List<string> Rows, List<string> Problems) Read(string csv)
    {
        var log = new ProblemLog();
        var rows = new List<string>();
        using (var table = Open(csv, log))
        {
            while (table is not null && table.Read())
            {
                rows.Add(string.Join('|', table.Columns.Select((_, i) => Encoding.UTF8.GetString(table[i]))));
            }
        }

        return (rows, [.. log.Kept.Select(ProblemLog.Describe)]);
    }

    private static CsvTable? Open(string csv, ProblemLog log) => CsvTable.Open(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "t.csv", log);
}
