using System.Text.Json.Nodes;
using Mlops.Cli;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>From data that nobody has described to a model that serves.</summary>
public sealed class InitTests : IDisposable
{
    private readonly Workspace _workspace = new(Directory.CreateTempSubdirectory("mlops-init-").FullName);

    public void Dispose() => Directory.Delete(_workspace.Root, recursive: true);

    [Fact]
    public async Task Init_OfBothSamples_ValidatesAndBecomesModelsThatServe()
    {
        Checkout.Require();
        Directory.CreateDirectory(_workspace.Pipelines);
        Directory.CreateDirectory(Path.GetDirectoryName(_workspace.Images)!);
        File.CreateSymbolicLink(_workspace.Images, Path.Combine(Checkout.Root, "artifacts", "images.json"));

        var rides = await InitAsync(Checkout.Sample, "--name", "ridership");
        var flights = await InitAsync(Checkout.FlightsSample);
        var valid = await RunAsync("validate");

        Assert.Equal(("regression", "ridership", "date"), Problem(rides));
        Assert.Equal(("binary", "arrival", "date"), Problem(flights));
        Assert.Equal("late", flights["problem"]!["positiveClass"]!.ToString());
        Assert.True(valid.ExitCode == ExitCode.Success, valid.Output);
        Assert.InRange(File.ReadLines(Path.Combine(_workspace.Pipelines, "flights", "pipeline.json")).Count(), 5, 12);

        await using var cloud = await Cloud.StartWithAsync(_workspace.Pipelines);
        var (ridership, late) = (new PipelineDriver(cloud), new PipelineDriver(cloud, Flights.Pipeline));
        var (first, second) = (ridership.UploadAsync(Ridership.Months(2001, 2003)), late.UploadAsync(Flights.Months(1, 2)));

        Assert.All([await first, await second], run => Assert.True(run.Run is { Outcome: RunOutcome.Deployed, Data: { RowsDropped: 0, FilesQuarantined: 0 } }, $"{run} {run.Run.Data}"));
    }

    [Fact]
    public async Task Profile_OfARun_IsThatOfItsFiles()
    {
        await using var cloud = await Cloud.StartAsync(Edit.NoSchedule, Edit.NoMonitor, Edit.Definition("\"minimumRows\":365", "\"minimumRows\":36500"));
        var driver = new PipelineDriver(cloud);
        await driver.UploadAsync(Ridership.Months(2001, 2001));

        var profile = JsonNode.Parse((await CliRun.OfAsync(cloud, "data", "profile", "--run", "latest", "-p", "ridership", "--json")).Output)!;

        Assert.Equal((344L, 12, 50), (profile["rows"]!.GetValue<long>(), profile["files"]!.GetValue<int>(), profile["columns"]!.AsArray().Count));
    }

    private static (string, string, string) Problem(JsonNode made) =>
        (made["problem"]!["type"]!.ToString(), made["problem"]!["label"]!.ToString(), made["problem"]!["timeColumn"]!.ToString());

    private async Task<JsonNode> InitAsync(params string[] arguments)
    {
        var run = await RunAsync(["init", .. arguments, "--json"]);
        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        return JsonNode.Parse(run.Output)!;
    }

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.InAsync(_workspace, new Dictionary<string, string>(), arguments);
}
