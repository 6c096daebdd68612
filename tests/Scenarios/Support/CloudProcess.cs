using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Mlops.Cli;
using Mlops.Cli.Connections;
using Mlops.Cli.Local;
using Scenarios.Coverage;

namespace Scenarios.Support;

/// <summary>A LocalCloud with the app in a process of its own, as <c>mlops up</c> has it, which the test kills without warning and starts again.</summary>
internal sealed class CloudProcess : IDeployedApp, IAsyncDisposable
{
    private const double Speed = 30;

    private readonly string _folder = Directory.CreateTempSubdirectory("mlops-killed-").FullName;
    private readonly int _port = FreePort();
    private readonly Workspace _workspace;
    private Process? _process;

    private CloudProcess() => _workspace = Checkout.CopyTo(Path.Combine(_folder, "workspace"), []);

    public Connection Connection { get; private set; } = null!;

    public Product Product { get; private set; } = null!;

    private string State => Path.Combine(_folder, "state");

    public static async Task<CloudProcess> StartAsync()
    {
        Checkout.Require();
        var cloud = new CloudProcess();
        await cloud.StartAgainAsync();
        return cloud;
    }

    /// <summary>SIGKILL: nothing of the process gets to run any more.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _process.Dispose();
        _process = null;
    }

    public async Task StartAgainAsync()
    {
        Directory.CreateDirectory(State);
        LocalInstance.Forget(State);
        _process = Process.Start(Command())!;
        var instance = await Until.FoundAsync("the LocalCloud to be ready", () => _process.HasExited
            ? throw new InvalidOperationException($"The LocalCloud ended with {_process.ExitCode}.")
            : Task.FromResult(LocalInstance.Running(State)));
        Connection?.Dispose();
        Connection = new Connection(instance.Endpoint, LocalInstance.Credentials, instance.Region);
        Product = await Product.FindAsync(Connection, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await CoverageLog.NoteAsync(Connection, CancellationToken.None);
            await KillAsync();
        }

        Connection?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private ProcessStartInfo Command()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (!Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.Ordinal))
        {
            start.FileName = "dotnet";
        }

        string[] arguments =
        [
            typeof(CliContext).Assembly.Location, "localcloud", "--state", State, "--port", _port.ToString(CultureInfo.InvariantCulture),
            "--speed", Speed.ToString(CultureInfo.InvariantCulture),
        ];
        arguments.ToList().ForEach(start.ArgumentList.Add);
        start.Environment["MLOPS_ROOT"] = _workspace.Root;
        return start;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
