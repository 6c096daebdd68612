using Mlops.Algorithm.Tests.Testing;

namespace Mlops.Algorithm.Tests.Jobs;

public sealed class CommandLineTests : IDisposable
{
    private readonly MlFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_UnknownCommand_NamesTheCommandsInOneLine()
    {
        using var error = new StringWriter();

        Assert.Equal(2, await _folder.RunAsync("fit", error));
        Assert.Equal("Unknown command 'fit': use one of prepare, train, evaluate, serve, monitor, profile.", error.ToString().TrimEnd());
    }

    [Fact]
    public async Task Run_Help_ShowsTheCommands()
    {
        Assert.Equal(0, await _folder.RunAsync("--help"));
        Assert.Contains("prepare | train | evaluate | serve", _folder.Output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prepare", "definition.json is missing")]
    [InlineData("train", "hyperparameters.json is missing")]
    [InlineData("evaluate", "definition.json is missing")]
    [InlineData("serve", "is no model of this container: model.txt, transform.json, manifest.json is missing")]
    public async Task Run_NothingToWorkOn_FailsWithTheReasonAndAFailureFile(string command, string reason)
    {
        using var error = new StringWriter();

        Assert.Equal(1, await _folder.RunAsync(command, error));
        Assert.Contains(reason, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(reason, _folder.Read("output/failure"), StringComparison.Ordinal);
        Assert.Equal(_folder.Read("output/failure"), _folder.Read("output/message"));
    }

    [Fact]
    public async Task Run_LongReason_IsCutBetweenCharactersToWhatSageMakerKeeps()
    {
        var key = new string('é', 700);
        _folder.PutRaw(MlFolder.RidershipDefinition, ($"incoming/{key}.csv", [1]));
        _folder.Put($"processing/input/data/{Mlops.Domain.Json.ContentHash.Of([1])}", "other");

        Assert.Equal(1, await _folder.RunAsync("prepare"));

        var message = _folder.Read("output/message");
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(message), 1020, 1024);
        Assert.EndsWith("é…", message, StringComparison.Ordinal);
    }
}
