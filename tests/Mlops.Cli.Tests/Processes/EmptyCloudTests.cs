using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Processes;

/// <summary>The built CLI with a LocalCloud in which nothing is deployed.</summary>
public sealed class EmptyCloudTests
{
    [Fact]
    public async Task UpAndDown_EmptyCloud_IsReachedInBetween()
    {
        await using var cli = new CliProcess();
        var port = CliProcess.FreePort();

        var up = await cli.JsonAsync("up", "--empty", "--port", $"{port}", "--account", "111111111111", "--region", "eu-central-1");
        var between = await cli.RunAsync("runs");
        var down = await cli.JsonAsync("down");
        var after = await cli.RunAsync("runs");

        Assert.Equal($"http://127.0.0.1:{port}", up["endpoint"]!.GetValue<string>());
        Assert.Equal("111111111111", up["account"]!.GetValue<string>());
        Assert.Equal("eu-central-1", up["region"]!.GetValue<string>());
        Assert.Contains("The app is not deployed there", between.Error, StringComparison.Ordinal);
        Assert.True(down["stopped"]!.GetValue<bool>());
        Assert.Contains("No LocalCloud is running and there are no AWS credentials", after.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Usage, ExitCode.Usage), (between.ExitCode, after.ExitCode));
    }

    [Fact]
    public async Task Up_Twice_RestartsOnTheSameState()
    {
        await using var cli = new CliProcess();
        var port = $"{CliProcess.FreePort()}";
        await cli.JsonAsync("up", "--empty", "--port", port, "--account", "111111111111");

        var again = await cli.RunAsync("up", "--empty", "--port", port, "--json");
        var other = await cli.RunAsync("up", "--empty", "--port", port, "--account", "222222222222");

        Assert.Contains("Restarting", again.Error, StringComparison.Ordinal);
        Assert.Equal("111111111111", JsonNode.Parse(again.Output)!["account"]!.GetValue<string>());
        Assert.Equal(ExitCode.Usage, other.ExitCode);
    }

    [Fact]
    public async Task Up_PortInUse_SaysSoInOneLineAndLeavesNothing()
    {
        await using var cli = new CliProcess();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var run = await cli.RunAsync("up", "--empty", "--port", $"{port}");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal($"mlops: Port {port} on 127.0.0.1 is in use. Choose another one with --port.\n", run.Error);
        Assert.Empty(run.Output);
        Assert.False(Directory.Exists(cli.State));
    }

    [Fact]
    public async Task Up_StateFolderInUse_SaysSoInOneLine()
    {
        await using var cli = new CliProcess();
        Directory.CreateDirectory(cli.State);
        await using var held = new FileStream(Path.Combine(cli.State, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        var run = await cli.RunAsync("up", "--empty", "--port", $"{CliProcess.FreePort()}");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("is in use by another LocalCloud", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Down_NothingRuns_SucceedsAndSaysSo()
    {
        await using var cli = new CliProcess();

        var down = await cli.JsonAsync("down");

        Assert.False(down["stopped"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Down_Erase_DeletesTheState()
    {
        await using var cli = new CliProcess();
        await cli.JsonAsync("up", "--empty", "--port", $"{CliProcess.FreePort()}");

        var down = await cli.JsonAsync("down", "--erase");

        Assert.True(down["erased"]!.GetValue<bool>());
        Assert.False(Directory.Exists(cli.State));
    }
}
