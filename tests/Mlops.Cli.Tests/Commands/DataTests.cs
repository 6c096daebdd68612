using System.Text.Json.Nodes;
using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Commands;

/// <summary><c>init</c>, <c>data profile</c> and <c>data check</c> on files, with the algorithm that is built here.</summary>
public sealed class DataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DataTests()
    {
        var images = Path.Combine(RepoFiles.Root, "artifacts", "images.json");
        Assert.SkipUnless(File.Exists(images), "The algorithm is not built here; './mlops build' does that.");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "pipelines"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "artifacts"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "artifacts", "images.json"), images);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Init_ThenCheck_TakesTheSameDataAndNamesWhatIsWrongWithOther()
    {
        var good = Rows(300);
        var data = _folder.File("rides-2020.csv", Csv(good));

        var made = await RunAsync("init", data, "--label", "fare");
        var valid = await RunAsync("validate");
        var taken = await RunAsync("data", "check", data);
        good[7] = "2020-01-08,lots,north,14";
        var few = await RunAsync("data", "check", _folder.File("few.csv", Csv(good)), "--json");
        var report = Path.Combine(_folder.Path, "report");
        var many = await RunAsync("data", "check", _folder.File("many.csv", Csv(good.Select((row, index) => index < 100 ? row.Replace(",north,", ",north,-", StringComparison.Ordinal).Replace(",south,", ",", StringComparison.Ordinal) : row))), "--output", report);

        Assert.True(made.ExitCode == ExitCode.Success, made.Error);
        Assert.True(valid.ExitCode == ExitCode.Success, valid.Output);
        Assert.Equal(ExitCode.Success, taken.ExitCode);
        Assert.Contains("A run would take this data.", taken.Output, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Success, 1L), (few.ExitCode, JsonNode.Parse(few.Output)!["contract"]!["rowsDropped"]!.GetValue<long>()));
        Assert.Equal(ExitCode.Failure, many.ExitCode);
        Assert.Contains("A run would reject this data.", many.Output, StringComparison.Ordinal);
        Assert.Equal(["prepare.json", "report.html", "report.json", "rows.csv"], Directory.EnumerateFiles(report).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    // Types that 97 of 100 values have, labels and times that are missing, a row of another shape: each is dropped, and the limits must know.
    [Fact]
    public async Task Init_OfDirtyData_WritesAContractThatTheDataKeeps()
    {
        var rows = Rows(300);
        for (var i = 0; i < 9; i++)
        {
            rows[30 * i] = rows[30 * i].Replace($",{30 * i % 90},", ",lots,", StringComparison.Ordinal);
        }

        (rows[5], rows[6], rows[7]) = ("2020-01-06,5,north,", ",6,north,12", "2020-01-08,7,north");
        var data = _folder.File("rides.csv", Csv(rows));

        var made = await RunAsync("init", data, "--label", "fare", "--json");
        var taken = await RunAsync("data", "check", data);
        var golden = File.ReadAllText(Path.Combine(_folder.Path, "pipelines", "rides", "golden.csv"));

        Assert.True(made.ExitCode == ExitCode.Success, made.Error);
        Assert.Equal("ok", JsonNode.Parse(made.Output)!["verdict"]!["status"]!.ToString());
        Assert.Contains("limits.droppedRows is 0.04: 12 of 300 rows break the contract", made.Output, StringComparison.Ordinal);
        Assert.True(taken.ExitCode == ExitCode.Success, taken.Output);
        Assert.DoesNotContain("lots", golden, StringComparison.Ordinal);
        Assert.Equal(6, golden.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Init_OfDataThatNoContractFits_SaysWhyAndWritesNothing()
    {
        var rows = Rows(300);
        rows[100] = "2020-04-10,10,\"north,200";

        var made = await RunAsync("init", _folder.File("rides.csv", Csv(rows)), "--label", "fare");

        Assert.NotEqual(ExitCode.Success, made.ExitCode);
        Assert.Contains("No contract can be inferred that this data keeps", made.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "pipelines", "rides", "contract.json")));
    }

    [Fact]
    public async Task Profile_ValuesWithEscapeSequences_DoNotReachTheTerminal()
    {
        var shown = await RunAsync("data", "profile", _folder.File("rides.csv", Csv(Rows(60).Select(row => row.Replace("north", "no\u001b[31mrth", StringComparison.Ordinal)))));

        Assert.Contains("no·[31mrth", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[31m", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_InDoubtOrOverAPipeline_WritesNothing()
    {
        var data = _folder.File("things.csv", "a,b\n1,2\n3,4\n5,6\n");

        var doubt = await RunAsync("init", data);
        await RunAsync("init", data, "--label", "b");
        var before = File.ReadAllText(Path.Combine(_folder.Path, "pipelines", "things", "pipeline.json"));
        var again = await RunAsync("init", data, "--label", "a");
        var forced = await RunAsync("init", data, "--label", "a", "--force");

        Assert.Equal(ExitCode.Usage, doubt.ExitCode);
        Assert.Contains("it may be a, b", doubt.Error, StringComparison.Ordinal);
        Assert.Contains("\"b\"", before, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, again.ExitCode);
        Assert.Contains("exists. Choose another name with --name, or overwrite it with --force", again.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, forced.ExitCode);
        Assert.Contains("\"a\"", File.ReadAllText(Path.Combine(_folder.Path, "pipelines", "things", "pipeline.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profile_OfFiles_HasStatisticsOfEveryColumn()
    {
        var data = _folder.File("rides.csv", Csv(Rows(300)));

        var shown = await RunAsync("data", "profile", data);
        var profile = JsonNode.Parse((await RunAsync("data", "profile", data, "--json")).Output)!;

        Assert.Contains("300 rows in 1 file, 4 columns.", shown.Output, StringComparison.Ordinal);
        Assert.Contains("▇", shown.Output.Replace('█', '▇'), StringComparison.Ordinal);
        var fare = profile["columns"]!.AsArray().Single(column => column!["name"]!.ToString() == "fare")!;
        Assert.Equal((300L, 300L, 0.0, 598.0), (fare["rows"]!.GetValue<long>(), fare["distinct"]!.GetValue<long>(), fare["numbers"]!["minimum"]!.GetValue<double>(), fare["numbers"]!["maximum"]!.GetValue<double>()));
    }

    [Fact]
    public async Task Validate_WrongContract_NamesItsFileAndPath()
    {
        var data = _folder.File("rides.csv", Csv(Rows(300)));
        await RunAsync("init", data, "--label", "fare");
        var contract = Path.Combine(_folder.Path, "pipelines", "rides", "contract.json");
        File.WriteAllText(contract, """{ "limits": { "droppedRows": 7 }, "action": "panic" }""");

        var run = await RunAsync("validate", contract, "--json");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        var problems = JsonNode.Parse(run.Output)!.AsArray().Single(file => file!["file"]!.ToString() == contract)!["problems"]!.AsArray();
        Assert.Equal(["$.action", "$.limits.droppedRows"], problems.Select(problem => problem!.ToString().Split(':')[0]));
    }

    private static List<string> Rows(int count) =>
        [.. Enumerable.Range(0, count).Select(i => $"{new DateOnly(2020, 1, 1).AddDays(i):yyyy-MM-dd},{i % 90},{(i % 3 == 0 ? "north" : i % 3 == 1 ? "south" : "west")},{i * 2}")];

    private static string Csv(IEnumerable<string> rows) => "day,people,line,fare\n" + string.Join('\n', rows) + "\n";

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.InAsync([], _folder.Path, arguments);
}
