using System.Diagnostics;
using Mlops.Cli;
using Mlops.Cli.Connections;
using Mlops.Cli.Local;
using Scenarios.Coverage;

namespace Scenarios.Support;

/// <summary>An empty LocalCloud of its own, in real time, and the CDK's command line that package.json pins against it: told where it is, nothing else.</summary>
internal sealed class CdkCli : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _folder;
    private readonly AppCloud _cloud;

    private CdkCli(DirectoryInfo folder, AppCloud cloud) => (_folder, _cloud) = (folder, cloud);

    public Connection Connection => _cloud.Connect();

    private static Workspace Workspace { get; } = Workspace.Find(null, AppContext.BaseDirectory);

    private static string Program => Path.Combine(Workspace.Root, "node_modules", "aws-cdk", "bin", "cdk");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Skips the test, with the reason, where the CDK is not installed.</summary>
    public static async Task<CdkCli> StartAsync()
    {
        Assert.SkipUnless(File.Exists(Program), "node_modules/aws-cdk is missing; 'npm ci' installs it.");
        var folder = Directory.CreateTempSubdirectory("mlops-cdk-");
        var options = new LocalOptions { Port = 0, Account = "000000000000", Region = "us-east-1", Speed = 1, Empty = true };
        return new(folder, await AppCloud.StartAsync(Workspace, Path.Combine(folder.FullName, "state"), options, _ => { }, Token));
    }

    public string Folder(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Runs a command on an assembly: its exit code and all that it says.</summary>
    public Task<(int Code, string Output)> RunAsync(string assembly, params string[] arguments) =>
        RunProgramAsync("node", [Program, .. arguments, "--app", assembly, "--no-notices", "--ci"]);

    /// <summary>Runs any program as somebody who was told where the cloud is.</summary>
    public async Task<(int Code, string Output)> RunProgramAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AWS_ENDPOINT_URL"] = _cloud.Host.Endpoint.ToString(),
                ["AWS_REGION"] = "us-east-1",
                ["AWS_ACCESS_KEY_ID"] = LocalInstance.AccessKey,
                ["AWS_SECRET_ACCESS_KEY"] = LocalInstance.SecretKey,
                ["AWS_EC2_METADATA_DISABLED"] = "true",
                ["CDK_DISABLE_CLI_TELEMETRY"] = "true",
                ["HOME"] = _folder.FullName,
            },
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Patience);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using (var connection = Connection)
        {
            await CoverageLog.NoteAsync(connection, CancellationToken.None);
        }

        await _cloud.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
