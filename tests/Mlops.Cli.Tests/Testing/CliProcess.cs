using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Mlops.Cli.Tests.Testing;

/// <summary>
/// The built CLI as a process of its own, in a checkout of its own: the folder is private, what was built in the real one is
/// linked into it. Its LocalCloud is stopped at the end.
/// </summary>
internal sealed class CliProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(100);

    private readonly TemporaryFolder _root = new();

    public CliProcess()
    {
        foreach (var name in (string[])["cdk.out", "artifacts", "pipelines", "samples", "events"])
        {
            Directory.CreateSymbolicLink(Path.Combine(_root.Path, name), Path.Combine(RepoFiles.Root, name));
        }
    }

    public static bool AppIsBuilt =>
        File.Exists(Path.Combine(RepoFiles.Root, "cdk.out", "manifest.json")) && File.Exists(Path.Combine(RepoFiles.Root, "artifacts", "images.json"));

    public string State => Path.Combine(_root.Path, ".mlops", "local");

    /// <summary>A port that nothing listened on a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public Task<CliRun> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    public async Task<CliRun> RunWithInputAsync(string input, params string[] arguments)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Limit);
        using var process = Process.Start(Start(arguments))!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(timeout.Token);
            return new CliRun(process.ExitCode, await output, await error);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Runs a command that must succeed and print one JSON document.</summary>
    public async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        var run = await RunAsync([.. arguments, "--json"]);
        Assert.True(run.ExitCode == ExitCode.Success, $"mlops {string.Join(' ', arguments)}: {run.ExitCode} {run.Error}");
        return JsonNode.Parse(run.Output)!;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down");
        _root.Dispose();
    }

    private ProcessStartInfo Start(string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _root.Path,
        };
        start.ArgumentList.Add(Path.Combine(RepoFiles.Root, "artifacts", "bin", "Mlops.Cli", "debug", "mlops.dll"));
        Array.ForEach(arguments, start.ArgumentList.Add);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MLOPS_ROOT"] = _root.Path;

        // Neither the credentials of whoever runs the tests nor a metadata service.
        start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(_root.Path, "no-credentials");
        start.Environment["AWS_CONFIG_FILE"] = Path.Combine(_root.Path, "no-config");
        return start;
    }
}
