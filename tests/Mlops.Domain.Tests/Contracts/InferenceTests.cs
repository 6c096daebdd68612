using Mlops.Domain.Contracts;
using Mlops.Domain.Drift;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Contracts;

public sealed class InferenceTests
{
    private static readonly ProblemDefinition Regression = new() { Type = ProblemType.Regression, Label = "fare", TimeColumn = "day" };

    [Theory]
    [InlineData(1000, 1000, 0, 0, 0, 3, ColumnType.Integer)]
    [InlineData(1000, 10, 0, 0, 0, 500, ColumnType.Number)]
    [InlineData(960, 960, 0, 0, 0, 500, ColumnType.Integer)]
    [InlineData(940, 940, 0, 0, 0, 900, ColumnType.Text)]
    [InlineData(0, 0, 1000, 0, 0, 2, ColumnType.Boolean)]
    [InlineData(0, 0, 0, 1000, 0, 900, ColumnType.Date)]
    [InlineData(0, 0, 0, 500, 500, 900, ColumnType.DateTime)]
    [InlineData(0, 0, 0, 0, 0, 100, ColumnType.Category)]
    [InlineData(0, 0, 0, 0, 0, 101, ColumnType.Text)]
    public void Type_OfAThousandValues_IsWhatNearlyAllAre(long numbers, long integers, long booleans, long dates, long dateTimes, long distinct, ColumnType type) =>
        Assert.Equal(type, Column("x", new TypeCounts(numbers, integers, booleans, dates, dateTimes), distinct).Type);

    [Theory]
    [InlineData(10, 20, 0, 30)]
    [InlineData(-10, 20, -40, 50)]
    [InlineData(0, 1, 0, 2)]
    [InlineData(0.1, 0.4, 0, 0.7)]
    [InlineData(0, 0.5, 0, 1)]
    [InlineData(100, 123, 77, 150)]
    [InlineData(5, 5, 0, 10)]
    public void Infer_Range_IsTheDatasAndAsMuchAgain(double least, double most, double minimum, double maximum)
    {
        var column = Inferred(Numbers("x", least, most)).Columns["x"];

        Assert.Equal((minimum, maximum), (column.Minimum, column.Maximum));
    }

    [Fact]
    public void Infer_RolesAndShares_AreThoseOfTheData()
    {
        var contract = Inferred(Numbers("x", 0, 50) with { Empty = 100, Types = new TypeCounts(900, 0, 0, 0, 0) });

        Assert.True(contract.Columns["day"] is { Required: true, Unique: true, Type: ColumnType.Date });
        Assert.True(contract.Columns["fare"] is { Required: true, Unique: false });
        Assert.Equal((0.21, 100L), (contract.Columns["x"].MaximumMissing!.Value, contract.Rows.Minimum!.Value));
        Assert.Null(contract.Freshness);
    }

    [Theory]
    [InlineData("2020-09-27", 2)]
    [InlineData("2020-10-03", 14)]
    [InlineData("2021-09-26", null)]
    public void Infer_Freshness_IsTwiceTheAgeOfDataThatIsFresh(string uploaded, int? days)
    {
        var profile = Profile(Numbers("x", 0, 1)) with { Uploaded = DateTimeOffset.Parse(uploaded + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Equal(days, ContractInference.Infer(profile, Regression).Contract.Freshness?.Within.TotalDays);
    }

    [Fact]
    public void Pairs_ByName_AreLowerBeforeUpper() => Assert.Equal(
        [("temp_min", "temp_max"), ("temp_min", "temp"), ("temp", "temp_max"), ("start", "end")],
        ColumnPairs.Of(["temp_min", "temp", "temp_max", "wind", "start", "end", "weekend"]));

    [Theory]
    [InlineData("rides", "two,target", "target", "the name says so")]
    [InlineData("rides", "a,rides,two", "rides", "called like the pipeline")]
    [InlineData("rides", "a,two,b", "two", "the only one with two values")]
    [InlineData("rides", "a", "a", "the only column that can be predicted")]
    public void Guess_Label_IsTheOneWithoutADoubt(string pipeline, string columns, string label, string reason)
    {
        var guess = Assert.IsType<ProblemGuess.Found>(ProblemInference.Guess(Profile([.. columns.Split(',').Select(Guessable)], withLabel: false), new ProblemHints(pipeline, null, null, null)));

        Assert.Equal((label, "day"), (guess.Problem.Label, guess.Problem.TimeColumn));
        Assert.Contains(guess.Reasons, sentence => sentence.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Guess_InDoubt_NamesTheCandidates()
    {
        var guess = ProblemInference.Guess(Profile([Guessable("a"), Guessable("b")], withLabel: false), new ProblemHints("rides", null, null, null));

        Assert.Contains("it may be a, b", Assert.IsType<ProblemGuess.InDoubt>(guess).Doubts.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Guess_TwoValuedText_TakesTheRarerOneForPositive()
    {
        var column = Column("arrival", new TypeCounts(0, 0, 0, 0, 0), 2) with { Categories = new CategoryCounts { Counts = new Dictionary<string, long> { ["late"] = 200, ["on-time"] = 800 } } };

        var guess = Assert.IsType<ProblemGuess.Found>(ProblemInference.Guess(Profile([column], withLabel: false), new ProblemHints("flights", null, null, null)));

        Assert.Equal((ProblemType.Binary, "late"), (guess.Problem.Type, guess.Problem.PositiveClass));
    }

    [Fact]
    public void Infer_Flags_KeepTheirBounds()
    {
        var flags = Inferred(Numbers("x", 0, 1) with { Types = new TypeCounts(1000, 1000, 1000, 0, 0), Distinct = 2 }).Columns["x"];

        Assert.Equal((ColumnType.Integer, 0, 1), (flags.Type, flags.Minimum, flags.Maximum));
    }

    // What spells that a label is missing is no class, and a few of a third value are mistakes.
    [Fact]
    public void Infer_DirtyTwoValuedText_KnowsTheTwo()
    {
        var column = Column("arrival", new TypeCounts(0, 0, 0, 0, 0), 3) with { Absent = 20, Categories = new CategoryCounts { Counts = new Dictionary<string, long> { ["late"] = 200, ["on-time"] = 779, ["NA"] = 20, ["onn-time"] = 1 } } };
        var profile = Profile([column], withLabel: false);

        var guess = Assert.IsType<ProblemGuess.Found>(ProblemInference.Guess(profile, new ProblemHints("flights", "arrival", null, ProblemType.Binary)));
        var label = ContractInference.Infer(profile, guess.Problem).Contract.Columns["arrival"];

        Assert.Equal("late", guess.Problem.PositiveClass);
        Assert.Equal(["late", "on-time"], label.Categories!);
    }

    [Fact]
    public void Guess_BinaryOfManyValues_IsInDoubt()
    {
        var column = Column("arrival", new TypeCounts(0, 0, 0, 0, 0), 3) with { Categories = new CategoryCounts { Counts = new Dictionary<string, long> { ["a"] = 400, ["b"] = 300, ["c"] = 300 } } };

        var doubt = Assert.IsType<ProblemGuess.InDoubt>(ProblemInference.Guess(Profile([column], withLabel: false), new ProblemHints("flights", "arrival", null, ProblemType.Binary)));

        Assert.Contains("has 3 values: of a problem of two classes it has two", doubt.Doubts.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Guess_UnknownColumn_IsRefusedWithThoseThatThereAre() => Assert.Contains(
        "There is no column 'price' for --label; there are day, fare, x",
        Assert.IsType<ProblemGuess.InDoubt>(ProblemInference.Guess(Profile(Guessable("x")), new ProblemHints("rides", "price", null, null))).Doubts[0],
        StringComparison.Ordinal);

    private static DataContract Inferred(ProfiledColumn column) => ContractInference.Infer(Profile(column), Regression).Contract;

    private static DataProfile Profile(params ProfiledColumn[] columns) => Profile(columns, withLabel: true);

    private static DataProfile Profile(ProfiledColumn[] columns, bool withLabel)
    {
        var day = Column("day", new TypeCounts(0, 0, 0, 1000, 0), 1000) with { Latest = new DateTimeOffset(2020, 9, 26, 0, 0, 0, TimeSpan.Zero) };
        return new DataProfile
        {
            Rows = 1000,
            Files = 1,
            Columns = withLabel ? [day, Numbers("fare", 1, 90), .. columns] : [day, .. columns],
            Pairs = [],
            Samples = [],
            Problems = [],
            ProblemCount = 0,
        };
    }

    /// <summary>A column of numbers; the one that is called two has two values.</summary>
    private static ProfiledColumn Guessable(string name) => Numbers(name, 0, name == "two" ? 1 : 70) with
    {
        Distinct = name == "two" ? 2 : 400,
        Categories = name == "two" ? new CategoryCounts { Counts = new Dictionary<string, long> { ["0"] = 700, ["1"] = 300 } } : null,
    };

    private static ProfiledColumn Numbers(string name, double least, double most) => Column(name, new TypeCounts(1000, 0, 0, 0, 0), 500) with
    {
        Numbers = new QuantileSketch { Count = 1000, Minimum = least, Maximum = most, Values = [least, most] },
    };

    private static ProfiledColumn Column(string name, TypeCounts types, long distinct) => new()
    {
        Name = name,
        Rows = 1000,
        Empty = 0,
        Absent = 0,
        Distinct = distinct,
        DistinctIsExact = true,
        Types = types,
    };
}
