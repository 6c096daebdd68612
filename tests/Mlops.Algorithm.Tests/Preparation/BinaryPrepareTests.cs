using System.Text;
using System.Text.Json;
using Mlops.Algorithm.Tests.Testing;
using Mlops.Domain.Json;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Tests.Preparation;

public sealed class BinaryPrepareTests : IDisposable
{
    private readonly MlFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Prepare_Flights_TellsTheClassesOfEachPart()
    {
        var report = await PrepareAsync(Flights.Definition, Flights.Csv(Flights.Rows("2001-01-01", "2001-01-31")));

        var classes = report.Classes!;
        Assert.Equal((PrepareStatus.Ok, "late", "on-time"), (report.Status, classes.Positive, classes.Negative));
        Assert.Equal(Flights.Rows("2001-01-01", "2001-01-31").Count(Flights.IsLate), classes.Window);
        Assert.Equal(classes.Window, classes.Train + classes.Validation + classes.Holdout);
        Assert.Equal(Lates("holdout"), classes.Holdout);
        Assert.Contains("<h2>Classes</h2>", _folder.Read("processing/output/report.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_Flights_ProfilesTheShareOfThePositiveClassAsTheLabel()
    {
        var report = await PrepareAsync(Flights.Definition, Flights.Csv(Flights.Rows("2001-01-01", "2001-01-31")));

        var label = JsonSerializer.Deserialize(_folder.ReadBytes("processing/output/baseline.json"), DomainJson.Wire.BaselineProfile)!.Label!;
        Assert.Equal((double)report.Classes!.Window / report.Rows.InWindow, Assert.Single(label.Months).Numbers!.Mean, 1e-12);
    }

    [Theory]
    [InlineData("0", "1", "1")]
    [InlineData("false", "true", "true")]
    [InlineData("False", "TRUE", "true")]
    public async Task Prepare_LabelsThatLeaveNoDoubt_NeedNoPositiveClass(string negative, string positive, string named)
    {
        var report = await PrepareAsync(Definition(), Table(300, i => i % 3 == 0 ? positive : negative));

        Assert.Equal((PrepareStatus.Ok, named, 100), (report.Status, report.Classes?.Positive, report.Classes?.Window));
    }

    [Theory]
    [InlineData(null, "the labels are 'no' and 'yes', and nothing says which is the positive one; name it in problem.positiveClass")]
    [InlineData("maybe", "problem.positiveClass is 'maybe', and the labels are 'no' and 'yes'")]
    public async Task Prepare_PositiveClassUnknown_IsRejectedWithBothValues(string? positive, string problem)
    {
        var report = await PrepareAsync(Definition(positive), Table(60, i => i % 3 == 0 ? "yes" : "no"));

        Assert.Equal((PrepareStatus.Rejected, 1), (report.Status, report.ProblemCount));
        Assert.Equal((DataRules.Class, "y", problem), (report.Problems[0].Rule, report.Problems[0].Column, report.Problems[0].Message));
        Assert.Contains(problem, report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_AFewLabelsOfAThirdValueAndMissingOnes_AreRejectedByTheirPlaces()
    {
        var report = await PrepareAsync(Definition("yes"), Table(100, i => i == 7 ? "yess" : i is 20 or 21 ? "" : i % 3 == 0 ? "yes" : "no"));

        Assert.Equal((PrepareStatus.Rejected, 3), (report.Status, report.ProblemCount));
        Assert.Contains(report.Problems, found => found is { Row: 9, Column: "y", Message: "the label 'yess' is neither 'no' nor 'yes'" });
        Assert.Equal([22L, 23L], report.Problems.Where(found => found.Message == "the label is missing").Select(found => found.Row!.Value));
    }

    [Fact]
    public async Task Prepare_ManyDifferentLabels_IsOneProblem()
    {
        var report = await PrepareAsync(Definition(), Table(100, i => $"{i}"));

        Assert.Contains("the labels have 100 values ('0', '1', '10', '11', '12', …); a binary label has two", report.Reason, StringComparison.Ordinal);
        Assert.Equal(1, report.ProblemCount);
    }

    [Fact]
    public async Task Prepare_OneClassOnly_IsRejected()
    {
        var report = await PrepareAsync(Definition("yes"), Table(60, _ => "no"));

        Assert.Equal(PrepareStatus.Rejected, report.Status);
        Assert.Contains("every label is 'no'; there must be rows of two classes", report.Reason, StringComparison.Ordinal);
    }

    // More data may cure it, which is what NotEnoughData says.
    [Fact]
    public async Task Prepare_PartOfOneClass_IsNotEnoughDataAndSaysWhich()
    {
        var report = await PrepareAsync(
            Definition("yes", time: true), "t,x,y\n" + string.Concat(Enumerable.Range(1, 28).Select(i => $"2020-01-{i:00},{i},{(i < 20 && i % 2 == 0 ? "yes" : "no")}\n")));

        Assert.Equal(PrepareStatus.NotEnoughData, report.Status);
        Assert.Equal("Each part needs rows of both classes, and all 3 rows of validation are 'no', all 3 rows of holdout are 'no'.", report.Reason);
        Assert.False(_folder.Has("processing/output/train/train.csv"));
    }

    private int Lates(string part) => _folder.Read($"processing/output/{part}/{part}.csv").Split('\n').Count(line => line.Contains(",late,", StringComparison.Ordinal));

    private static string Definition(string? positive = null, bool time = false) =>
        "{\"name\":\"small\",\"problem\":{\"type\":\"binary\",\"label\":\"y\"" + (positive is null ? "" : $",\"positiveClass\":\"{positive}\"")
        + (time ? ",\"timeColumn\":\"t\"" : "") + "},\"data\":{\"minimumRows\":10}}";

    private static string Table(int rows, Func<int, string> label) => "x,y\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{i},{label(i)}\n"));

    private async Task<PrepareReport> PrepareAsync(string definition, string csv)
    {
        _folder.PutRaw(definition, ("incoming/a.csv", Encoding.UTF8.GetBytes(csv)));
        using var error = new StringWriter();
        Assert.True(await _folder.RunAsync("prepare", error) == 0, error.ToString());
        return JsonSerializer.Deserialize(_folder.ReadBytes("processing/output/prepare.json"), DomainJson.Wire.PrepareReport)!;
    }
}
