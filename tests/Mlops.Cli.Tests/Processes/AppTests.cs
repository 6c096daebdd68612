using System.Text.Json.Nodes;
using Mlops.Cli.Demo;
using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Processes;

/// <summary>The built CLI with the synthesized app: what a user does after <c>mlops up</c>.</summary>
public sealed class AppTests : IDisposable
{
    /// <summary>Which function takes the events of which folder.</summary>
    private static readonly Dictionary<string, string> Functions = new()
    {
        ["alarm-state-change"] = "drift-trigger",
        ["drift-detected"] = "drift-trigger",
        ["execution-status-change"] = "close",
        ["retrain-requested"] = "request-trigger",
        ["s3-notification"] = "upload-trigger",
        ["s3-object-created"] = "upload-trigger",
        ["scheduled-event"] = "schedule-trigger",
    };

    private static readonly string Refused = Path.Combine(RepoFiles.Root, "events", "retrain-requested", "unknown-member.json");
    private static readonly string UnknownStep = Path.Combine(RepoFiles.Root, "events", "retrain-requested", "unknown-step.json");

    // Promotions have their function where models are served only, approvals are told to people, and a decision is of a package, which is not there.
    private static readonly string[] Others = ["model-deployed", "approval-requested", "approval-decided", "model-package-state-change"];

    private readonly TemporaryFolder _data = new();

    public AppTests() => Assert.SkipUnless(CliProcess.AppIsBuilt, "The app is not synthesized or the algorithm not published here; './mlops build' does both.");

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task PutThenRestart_TheRunAndItsEndpoint_Remain()
    {
        await using var cli = new CliProcess();
        var port = $"{CliProcess.FreePort()}";
        await cli.JsonAsync("up", "--port", port, "--speed", "60");
        await cli.JsonAsync("put", "-p", "ridership", ThreeYears());

        var run = await DeployedRunAsync(cli);
        var before = await cli.JsonAsync("endpoint", "invoke", "-p", "ridership", RepoFiles.Golden);
        await cli.JsonAsync("down");
        await cli.JsonAsync("up", "--port", port, "--speed", "60");
        var kept = await FindDeployedAsync(cli);
        var after = await cli.JsonAsync("endpoint", "invoke", "-p", "ridership", RepoFiles.Golden);

        Assert.Equal(run.ToJsonString(), kept?.ToJsonString());
        Assert.Equal(File.ReadLines(RepoFiles.Golden).Count() - 1, before["predictions"]!.AsArray().Count);
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
        await CheckEndpointInputAsync(cli);
        await CheckRunNamesAsync(cli, run["run"]!.GetValue<string>());
    }

    [Fact]
    public async Task Invoke_EveryExampleEvent_IsAnsweredByItsFunction()
    {
        await using var cli = new CliProcess();
        await cli.JsonAsync("up", "--port", $"{CliProcess.FreePort()}", "--speed", "60");

        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepoFiles.Root, "events"), "*.json", SearchOption.AllDirectories).Where(file => file != Refused && file != UnknownStep && Functions.ContainsKey(Folder(file))))
        {
            var answer = await cli.JsonAsync("invoke", file, "-p", "ridership");

            Assert.Equal((file, Functions[Folder(file)]), (file, answer["function"]!.GetValue<string>()));
        }

        Assert.All(Directory.EnumerateDirectories(Path.Combine(RepoFiles.Root, "events")), folder => Assert.True(Functions.ContainsKey(Path.GetFileName(folder)) != Others.Contains(Path.GetFileName(folder)), folder));
        var refused = await cli.RunAsync("invoke", Refused, "-p", "ridership");

        Assert.Equal(ExitCode.Failure, refused.ExitCode);
        Assert.Contains("request-trigger failed: MalformedEventException", refused.Error, StringComparison.Ordinal);
    }

    private static string Folder(string file) => Path.GetFileName(Path.GetDirectoryName(file)!);

    private static async Task CheckEndpointInputAsync(CliProcess cli)
    {
        var golden = await File.ReadAllTextAsync(RepoFiles.Golden, TestContext.Current.CancellationToken);
        var csv = await cli.RunWithInputAsync(golden, "endpoint", "invoke", "-p", "ridership");
        var malformed = await cli.RunWithInputAsync($"{golden.TrimEnd()}\n2001-01-01\n", "endpoint", "invoke", "-p", "ridership");

        Assert.Equal(ExitCode.Success, csv.ExitCode);
        Assert.All(csv.Output.TrimEnd().Split('\n'), line => double.Parse(line, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(ExitCode.Usage, malformed.ExitCode);
        Assert.StartsWith($"mlops: The model refused the rows: row {golden.TrimEnd().Split('\n').Length}", malformed.Error, StringComparison.Ordinal);
        Assert.Single(malformed.Error.TrimEnd().Split('\n'));
    }

    private static async Task CheckRunNamesAsync(CliProcess cli, string run)
    {
        var byPrefix = await cli.RunAsync("run", run[..12]);
        var unknown = await cli.RunAsync("run", "nothing-of-that-name");

        Assert.Equal(ExitCode.Success, byPrefix.ExitCode);
        Assert.Contains("CreateEndpoint", byPrefix.Error, StringComparison.Ordinal);
        Assert.Contains($"training job ridership-{run}-train-0-0", byPrefix.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, unknown.ExitCode);
        Assert.Contains("'mlops runs' lists them", unknown.Error, StringComparison.Ordinal);
    }

    /// <summary>
    /// Follows the newest run until one has been deployed. Before the upload's event has reached the trigger there is none;
    /// an upload across a window's edge starts a second one, which finds nothing new.
    /// </summary>
    private static async Task<JsonNode> DeployedRunAsync(CliProcess cli)
    {
        for (var look = 0; look < 60; look++)
        {
            await cli.RunAsync("run", "latest");
            if (await FindDeployedAsync(cli) is { } run)
            {
                return run;
            }
        }

        throw new TimeoutException("No deployed run came of the upload.");
    }

    private static async Task<JsonNode?> FindDeployedAsync(CliProcess cli) =>
        (await cli.JsonAsync("runs")).AsArray().SingleOrDefault(run => run!["outcome"]?.GetValue<string>() == "deployed");

    /// <summary>One file: at this speed a second without an upload is a minute of quiet, after which a run takes what is there.</summary>
    private string ThreeYears()
    {
        var months = RidershipSample.Load(RepoFiles.Sample).Months(2001, 2003).Values;
        var header = months.First().Split('\n')[0];
        return _data.File("2001-to-2003.csv", header + "\n" + string.Concat(months.Select(month => month[(header.Length + 1)..])));
    }
}
