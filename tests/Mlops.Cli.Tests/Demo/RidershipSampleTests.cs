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
    public void Year_Unlabelled_KeepsEverythingButTheLabel()
    {
        var (csv, truth) = Load("date,rides,temp\n2001-01-31,1.5,20\n2002-01-01,3.5,22\n").Year(2001);

        Assert.Equal("date,temp\n2001-01-31,20\n", csv);
        Assert.Equal([1.5], truth);
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
