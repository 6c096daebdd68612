using System.Globalization;
using System.Text.Json.Nodes;
using Mlops.Cli;
using Mlops.Cli.Connections;
using Mlops.Cli.Local;
using Scenarios.Coverage;

namespace Scenarios.Support;

/// <summary>A LocalCloud of the test's own with the app deployed, on a folder that a restart keeps and the end deletes.</summary>
internal sealed class Cloud : IDeployedApp, IAsyncDisposable
{
    /// <summary>A minute of settling takes two seconds; timeouts stay far above what their processes need.</summary>
    private const double UsualSpeed = 30;

    private readonly double _speed;
    private readonly string _folder = Directory.CreateTempSubdirectory("mlops-scenario-").FullName;
    private string? _assembly;
    private AppCloud? _app;

    private Cloud(double speed) => _speed = speed;

    public string State => Path.Combine(_folder, "state");

    public AppCloud App => _app ?? throw new InvalidOperationException("The cloud is stopped.");

    public Connection Connection { get; private set; } = null!;

    public Product Product { get; private set; } = null!;

    public static Task<Cloud> StartAsync(params Action<JsonObject>[] edits) => StartAsync(UsualSpeed, edits);

    /// <summary>A cloud whose clock flows at this speed: for scenarios that take their time, and would see many windows pass at the usual one.</summary>
    public static async Task<Cloud> StartAsync(double speed, params Action<JsonObject>[] edits)
    {
        Checkout.Require();
        var cloud = new Cloud(speed);
        await cloud.StartAgainAsync(edits);
        return cloud;
    }

    /// <summary>A cloud with the app as it is synthesized for an account with these settings.</summary>
    public static async Task<Cloud> StartForAsync(string account, params Action<JsonObject>[] edits)
    {
        Checkout.Require();
        var cloud = new Cloud(UsualSpeed);
        cloud._assembly = Path.Combine(cloud._folder, "cdk.out");
        await Checkout.SynthesizeAsync(account, cloud._assembly);
        await cloud.StartAgainAsync(edits);
        return cloud;
    }

    /// <summary>A cloud with the pipelines of a folder, and no others.</summary>
    public static async Task<Cloud> StartWithAsync(string pipelines)
    {
        Checkout.Require();
        var cloud = new Cloud(UsualSpeed);
        cloud._assembly = Path.Combine(cloud._folder, "cdk.out");
        await Checkout.SynthesizeWithAsync($"pipelines={pipelines}", cloud._assembly);
        await cloud.StartAgainAsync([]);
        return cloud;
    }

    /// <summary>Stops the cloud where it is and starts another on the same state, with these edits instead of the earlier ones.</summary>
    public async Task RestartAsync(params Action<JsonObject>[] edits)
    {
        await StopAsync();
        await StartAgainAsync(edits);
    }

    /// <summary>Stops the cloud, lets time pass without it, and starts it again on the same state.</summary>
    public async Task RestartLaterAsync(TimeSpan time, params Action<JsonObject>[] edits)
    {
        var clock = Path.Combine(State, "clock");
        await StopAsync();
        var stopped = DateTimeOffset.Parse(await File.ReadAllTextAsync(clock), CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(clock, (stopped + time).ToString("O", CultureInfo.InvariantCulture));
        await StartAgainAsync(edits);
    }

    /// <summary>Lets a line of shell run before each container, with the container's program as <c>$1</c> and its command as <c>$2</c>, until disposed of.</summary>
    public IDisposable Wrap(string line) => new WrappedImages(new Workspace(Path.Combine(_folder, "workspace")).Images, line);

    /// <summary>Moves the cloud's clock ahead; what falls due on the way happens at its own time.</summary>
    public Task PassAsync(TimeSpan time) => App.Clock!.AdvanceAsync(time, TestContext.Current.CancellationToken);

    /// <summary>The physical id of a resource, by its logical id up to CDK's hash: the foundation's, or one of a pipeline's stack.</summary>
    public string PhysicalId(string logicalId, string pipeline = PipelineDriver.Pipeline) => App.Host.Stacks
        .Where(stack => stack.Name == $"Mlops-{pipeline}" || !stack.Name.StartsWith("Mlops-", StringComparison.Ordinal))
        .SelectMany(stack => stack.Resources)
        .Single(resource => resource.LogicalId.Length == logicalId.Length + 8 && resource.LogicalId.StartsWith(logicalId, StringComparison.Ordinal)).PhysicalId;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAgainAsync(Action<JsonObject>[] edits)
    {
        var failures = new List<string>();
        var options = new LocalOptions { Port = 0, Account = "000000000000", Region = "us-east-1", Speed = _speed };
        _app = await AppCloud.StartAsync(
            Checkout.CopyTo(Path.Combine(_folder, "workspace"), edits, _assembly), State, options, failures.Add, TestContext.Current.CancellationToken);
        Assert.Empty(failures);
        Connection = _app.Connect();
        Product = await Product.FindAsync(Connection, TestContext.Current.CancellationToken);
    }

    private async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await CoverageLog.NoteAsync(Connection, CancellationToken.None);
            Connection.Dispose();
            await app.DisposeAsync();
        }
    }
}
