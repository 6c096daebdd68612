using Mlops.Cli.Demo;
using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Demo;

public sealed class RidershipSampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Months_ThreeYearsOfTheSample_MakeThirtySixFiles()
    {
        var months = RidershipSample.Load(RepoFiles.Sample).Months(2001, 2003);

        Assert.Equal(36, months.Count);
        Assert.Contains("2001-01.csv", months.Keys);
        Assert.Contains("2003-12.csv", months.Keys);
    }

    [Fact]
    public void Months_OneMonth_HasTheHeaderAndItsOwnRowsOnly()
    {
        var months = Load("date,rides,temp\n2001-01-31,1.5,20\n2001-02-01,2.5,21\n2002-01-01,3.5,22\n").Months(2001, 2001);

        Assert.Equal(["2001-01.csv", "2001-02.csv"], months.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("date,rides,temp\n2001-02-01,2.5,21\n", months["2001-02.csv"]);
    }

    [Fact]
    public void Questions_OfAYear_AreItsMonthsWithoutTheLabel()
    {
        var months = Load("date,rides,temp\n2001-01-31,1.5,20\n2001-02-01,2.5,21\n2002-01-01,3.5,22\n").Questions(2001).ToList();

        Assert.Equal(["date,temp\n2001-01-31,20\n", "date,temp\n2001-02-01,21\n"], months.Select(month => month.Csv));
        Assert.Equal([[1.5], [2.5]], months.Select(month => month.Truth));
    }

    [Fact]
    public void LabelledYears_OfTwo_AreOneFileEach()
    {
        var years = Load("date,rides,temp\n2001-01-31,1.5,20\n2002-01-01,3.5,22\n").LabelledYears(2001, 2002);

        Assert.Equal(["2001.csv", "2002.csv"], years.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("date,rides,temp\n2002-01-01,3.5,22\n", years["2002.csv"]);
    }

    [Fact]
    public void Damaged_FirstRows_HaveTextInTheColumn()
    {
        var file = Load("date,rides,temp\n2001-01-30,1.5,20\n2001-01-31,2.5,21\n2001-02-01,3.5,22\n").Damaged(2001, "temp", rows: 1);

        Assert.Equal("date,rides,temp\n2001-01-30,1.5,warm\n2001-01-31,2.5,21\n", file);
    }

    [Fact]
    public void Load_NoFile_SaysWhichAndHowToGetIt()
    {
        var failure = Assert.Throws<CliException>(() => RidershipSample.Load(Path.Combine(_folder.Path, "gone.csv")));

        Assert.Contains("gone.csv", failure.Message, StringComparison.Ordinal);
        Assert.Contains("git", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_RowWithAColumnTooFew_IsRefused()
    {
        var failure = Assert.Throws<CliException>(() => Load("date,rides,temp\n2001-01-31,1.5\n"));

        Assert.Contains("not every line has 3 columns", failure.Message, StringComparison.Ordinal);
    }

    private RidershipSample Load(string content) => RidershipSample.Load(_folder.File("sample.csv", content));
}
