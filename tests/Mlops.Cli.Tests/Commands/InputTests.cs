using System.Text.Json.Nodes;
using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Commands;

/// <summary>What commands say of the files that they are given, before they talk to anything.</summary>
public sealed class InputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Put_SeveralWrongFiles_NamesEveryOne()
    {
        var twice = _folder.File("a/rows.csv", "x\n1\n");
        var again = _folder.File("b/rows.csv", "x\n2\n");
        var empty = _folder.File("empty.csv", "");
        var parquet = _folder.File("data.parquet", "PAR1");
        var disguised = _folder.File("disguised.csv", "PAR1....");

        var run = await CliRun.OfAsync("put", twice, again, empty, parquet, disguised, _folder.Path);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("would overwrite each other", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{empty} is empty", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{parquet} is Parquet", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{disguised} is Parquet", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{_folder.Path} is a folder", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was uploaded.\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json", "is no JSON")]
    [InlineData("[]", "is a JSON object")]
    [InlineData("{}", "an event without a detail-type")]
    [InlineData("""{"detail-type":"Tag Change on Resource"}""", "'Tag Change on Resource'")]
    public async Task Invoke_NoEventThatAFunctionTakes_IsRefused(string content, string words)
    {
        var run = await CliRun.OfAsync("invoke", _folder.File("event.json", content));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndpointInvoke_EmptyFile_IsRefused()
    {
        var run = await CliRun.OfAsync("endpoint", "invoke", _folder.File("rows.csv", ""));

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("is empty", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_DefinitionsOfTheCheckout_AreSound()
    {
        var run = await CliRun.OfAsync("validate");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("ridership", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_SeveralProblemsInTwoFiles_ListsAllAsOneDocument()
    {
        var broken = _folder.File("broken.json", """{ "name": "Bad Name", "problem": { "type": "regression" }, "more": 1 }""");
        var missing = Path.Combine(_folder.Path, "missing.json");

        var run = await CliRun.OfAsync("validate", "--json", broken, missing);

        var files = JsonNode.Parse(run.Output)!.AsArray();
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal([broken, missing], files.Select(file => file!["file"]!.GetValue<string>()));
        Assert.True(files[0]!["problems"]!.AsArray().Count >= 3);
        Assert.Single(files[1]!["problems"]!.AsArray());
    }

    [Fact]
    public async Task Up_NoSynthesizedApp_SaysHowToMakeOne()
    {
        var run = await CliRun.InAsync([], _folder.Path, "up");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("./mlops synth", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}
