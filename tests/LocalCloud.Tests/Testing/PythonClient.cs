using System.Diagnostics;
using LocalCloud.Tests.Protocol;

namespace LocalCloud.Tests.Testing;

/// <summary>Runs scripts against the protocol endpoint; skips the test where Python or boto3 is absent.</summary>
internal static class PythonClient
{
    /// <summary>The lines that the script prints; its arguments are the endpoint and the root's keys.</summary>
    public static async Task<string[]> RunAsync(ProtocolServer server, string script)
    {
        var output = await RunAsync(script, TimeSpan.FromSeconds(90), server.Address.ToString(), server.Root.AccessKeyId, server.Root.SecretAccessKey);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>What the script prints, which must end well within <paramref name="patience"/>.</summary>
    public static async Task<string> RunAsync(string script, TimeSpan patience, params string[] arguments)
    {
        Assert.SkipUnless((await ProcessAsync("import boto3", patience, [])).Code == 0, "There is no python3 with boto3 on the PATH.");
        var (code, output, error) = await ProcessAsync(script, patience, arguments);
        Assert.True(code == 0, error);
        return output;
    }

    private static async Task<(int Code, string Output, string Error)> ProcessAsync(string script, TimeSpan patience, string[] arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(patience);
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", ["-c", script, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["AWS_EC2_METADATA_DISABLED"] = "true", ["PYTHONIOENCODING"] = "utf-8" },
            })!;
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (127, "", "python3 is not there");
        }
    }
}
