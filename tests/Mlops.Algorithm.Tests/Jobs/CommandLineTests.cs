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
        Assert.Equal("Unknown command 'fit': use one of prepare, train, evaluate, serve.", error.ToString().TrimEnd());
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
    }
}
