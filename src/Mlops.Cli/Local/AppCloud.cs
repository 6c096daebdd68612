using System.Security.Cryptography;
using LocalCloud.CloudFormation;
using LocalCloud.Hosting;
using LocalCloud.Time;
using Mlops.Cli.Connections;

namespace Mlops.Cli.Local;

/// <summary>A LocalCloud in this process with the synthesized app deployed in it.</summary>
public sealed class AppCloud : IAsyncDisposable
{
    private readonly LocalOptions _options;
    private readonly ClockWriter _clockWriter;

    private AppCloud(LocalCloudHost host, LocalOptions options, ClockWriter clockWriter) =>
        (Host, _options, _clockWriter) = (host, options, clockWriter);

    public LocalCloudHost Host { get; }

    /// <summary>The cloud's clock, which can be moved ahead; null when it is the real time.</summary>
    public VirtualTimeProvider? Clock => _clockWriter.Clock;

    /// <summary>Resources that the deployment created or changed.</summary>
    public int Changes { get; private set; }

    public static async Task<AppCloud> StartAsync(
        Workspace workspace, string stateFolder, LocalOptions options, Action<string> report, CancellationToken cancellationToken)
    {
        var clockFile = new ClockFile(Path.Combine(stateFolder, "clock"));
        var clock = ClockOf(options, clockFile);
        Directory.CreateDirectory(stateFolder);
        // Before the cloud, whose state tells the time as soon as it is there.
        var clockWriter = new ClockWriter(clockFile, clock);
        LocalCloudHost? host = null;
        try
        {
            host = await LocalCloudHost.StartAsync(Options(workspace, stateFolder, options, clock), cancellationToken);
            var cloud = new AppCloud(host, options, clockWriter);
            new StateIdentity(options.Account, options.Region).Save(stateFolder);
            await cloud.DeployAsync(workspace, report, cancellationToken);
            return cloud;
        }
        catch
        {
            if (host is not null)
            {
                await host.DisposeAsync();
            }

            await clockWriter.DisposeAsync();
            throw;
        }
    }

    public Connection Connect() =>
        new(Host.Endpoint, LocalInstance.Credentials, _options.Region);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _clockWriter.DisposeAsync();
        Clock?.Dispose();
    }

    private static LocalCloudOptions Options(Workspace workspace, string stateFolder, LocalOptions options, VirtualTimeProvider? clock) => new()
    {
        StateFolder = stateFolder,
        Port = options.Port,
        Account = options.Account,
        Region = options.Region,
        AccessKeyId = LocalInstance.AccessKey,
        SecretAccessKey = LocalInstance.SecretKey,
        ImageRegistry = File.Exists(workspace.Images) ? workspace.Images : null,
        Clock = clock ?? TimeProvider.System,
        Random = new Random(RandomNumberGenerator.GetInt32(int.MaxValue)),
    };

    private async Task DeployAsync(Workspace workspace, Action<string> report, CancellationToken cancellationToken)
    {
        if (_options.Empty)
        {
            return;
        }

        var app = CloudAssembly.Load(workspace.CloudAssembly);
        await Host.DeployAsync(_options.Stacks is { } stacks ? app.Only(stacks) : app, new Changed(this, report), cancellationToken);
    }

    /// <summary>
    /// The clock goes on from where the last one on this state stopped when that was a fast one: time that ran backwards
    /// would make the newest objects look as if they came from the future.
    /// </summary>
    private static VirtualTimeProvider? ClockOf(LocalOptions options, ClockFile clockFile)
    {
        var now = TimeProvider.System.GetUtcNow();
        var stopped = clockFile.Read() ?? now;
        return options.Speed == 1 && stopped <= now ? null : new VirtualTimeProvider(options.Speed, stopped > now ? stopped : now);
    }

    private sealed class Changed(AppCloud cloud, Action<string> report) : IProgress<ResourceEvent>
    {
        public void Report(ResourceEvent value)
        {
            if (!value.IsOfStack && value.Status is "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "DELETE_COMPLETE")
            {
                cloud.Changes++;
            }

            if (cloud._options.ReportsEvents || (!value.IsOfStack && value.Status.EndsWith("_FAILED", StringComparison.Ordinal)))
            {
                report($"{(value.IsOfStack ? value.StackName : $"{value.StackName}/{value.LogicalId}")} {value.Status}{(value.Reason is null ? "" : $": {value.Reason}")}");
            }
        }
    }
}
