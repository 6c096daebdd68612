using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Commands;

public sealed class ConnectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Runs_NothingListens_SaysHowToStartIt()
    {
        var run = await CliRun.InAsync(new() { ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1" }, _folder.Path, "runs");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("The endpoint does not answer. Start a LocalCloud with 'mlops up'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_CredentialsButNoRegion_AsksForTheRegion()
    {
        var run = await CliRun.InAsync(new() { ["AWS_ACCESS_KEY_ID"] = "AKIA", ["AWS_SECRET_ACCESS_KEY"] = "x", ["AWS_PROFILE"] = "none-of-this-name" }, _folder.Path, "runs");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("AWS_REGION", run.Error, StringComparison.Ordinal);
    }
}
