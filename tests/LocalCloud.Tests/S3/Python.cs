using System.Diagnostics;

namespace LocalCloud.Tests.S3;

/// <summary>Runs one of the tests' Python scripts; skips the test where Python or the package is absent.</summary>
internal static class Python
{
    public static async Task RunAsync(string package, string script, params string[] arguments)
    {
        Assert.SkipUnless(await ExitCodeAsync("-c", $"import {package}") == 0, $"python3 with {package} is not on the PATH.");
        var path = Path.Combine(RepositoryPaths.Root, "tests", "LocalCloud.Tests", "S3", script);
        Assert.Equal(0, await ExitCodeAsync([path, .. arguments]));
    }

    private static async Task<int> ExitCodeAsync(params string[] arguments)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardError = true })!;
            var error = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            TestContext.Current.TestOutputHelper?.WriteLine(error);
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
