using System.Globalization;
using System.Security.Cryptography;
using LocalCloud.CloudFormation;
using LocalCloud.Hosting;
using LocalCloud.Time;
using Mlops.Cli.Connections;

namespace Mlops.Cli.Local;

/// <summary>A LocalCloud in this process with the synthesized app deployed in it.</summary>
public sealed class AppCloud : IAsyncDisposable
{
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(1);

    private readonly LocalOptions _options;
    private readonly TimeProvider _clock;
    private readonly string _clockFile;
    private readonly ITimer? _clockWriter;

    private AppCloud(LocalCloudHost host, LocalOptions options, TimeProvider clock, string clockFile)
    {
        (Host, _options, _clock, _clockFile) = (host, options, clock, clockFile);
        // How far a fast clock has come is written down as it goes: a process that is killed has no time to.
        _clockWriter = clock == TimeProvider.System ? null : TimeProvider.System.CreateTimer(_ => WriteClock(), null, WriteInterval, WriteInterval);
    }

    public LocalCloudHost Host { get; }

    /// <summary>Resources that the deployment created or changed.</summary>
    public int Changes { get; private set; }

    public static async Task<AppCloud> StartAsync(
        Workspace workspace, string stateFolder, LocalOptions options, Action<string> report, CancellationToken cancellationToken)
    {
        var clockFile = Path.Combine(stateFolder, "clock");
        var clock = ClockOf(options, clockFile);
        var host = await LocalCloudHost.StartAsync(
            new LocalCloudOptions
            {
                StateFolder = stateFolder,
                Port = options.Port,
                Account = options.Account,
                Region = options.Region,
                AccessKeyId = LocalInstance.AccessKey,
                SecretAccessKey = LocalInstance.SecretKey,
                ImageRegistry = File.Exists(workspace.Images) ? workspace.Images : null,
                Clock = clock,
                Random = new Random(RandomNumberGenerator.GetInt32(int.MaxValue)),
            },
            cancellationToken);
        var cloud = new AppCloud(host, options, clock, clockFile);
        try
        {
            new StateIdentity(options.Account, options.Region).Save(stateFolder);
            await cloud.DeployAsync(workspace, report, cancellationToken);
            return cloud;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public Connection Connect() =>
        new(Host.Endpoint, LocalInstance.Credentials, _options.Region);

    public async ValueTask DisposeAsync()
    {
        if (_clockWriter is not null)
        {
            await _clockWriter.DisposeAsync();
        }

        await Host.DisposeAsync();
        WriteClock();
    }

    private void WriteClock()
    {
        try
        {
            File.WriteAllText(_clockFile + ".tmp", _clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
            File.Move(_clockFile + ".tmp", _clockFile, overwrite: true);
        }
        catch (IOException)
        {
            // A full disk shows where it matters; a clock that starts a second earlier does not.
        }
    }

    private async Task DeployAsync(Workspace workspace, Action<string> report, CancellationToken cancellationToken)
    {
        if (_options.Empty)
        {
            return;
        }

        await Host.DeployAsync(workspace.CloudAssembly, new Changed(this, report), cancellationToken);
    }

    /// <summary>
    /// The clock goes on from where the last one on this state stopped when that was a fast one: time that ran backwards
    /// would make the newest objects look as if they came from the future.
    /// </summary>
    private static TimeProvider ClockOf(LocalOptions options, string clockFile)
    {
        var now = TimeProvider.System.GetUtcNow();
        var stopped = File.Exists(clockFile) ? DateTimeOffset.Parse(File.ReadAllText(clockFile), CultureInfo.InvariantCulture) : now;
        return options.Speed == 1 && stopped <= now ? TimeProvider.System : new ScaledTimeProvider(options.Speed, stopped > now ? stopped : now);
    }

    private sealed class Changed(AppCloud cloud, Action<string> report) : IProgress<ResourceEvent>
    {
        public void Report(ResourceEvent value)
        {
            if (value.Status is "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "DELETE_COMPLETE")
            {
                cloud.Changes++;
            }

            if (value.Status.EndsWith("_FAILED", StringComparison.Ordinal))
            {
                report($"{value.StackName}/{value.LogicalId} {value.Status}: {value.Reason}");
            }
        }
    }
}
