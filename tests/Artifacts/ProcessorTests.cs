using System.Diagnostics;
using Artifacts.Support;

namespace Artifacts;

/// <summary>The algorithm's executable runs on the oldest processor among SageMaker's instances, and says what an older one lacks.</summary>
public sealed class ProcessorTests
{
    private const string Emulator = "/usr/bin/qemu-x86_64-static";

    [Theory]
    [InlineData("Haswell", true, "Usage: Mlops.Algorithm")]
    [InlineData("Nehalem", false, "The required instruction sets are not supported by the current CPU.")]
    public async Task Algorithm_OnThisProcessor_RunsOrSaysWhyNot(string processor, bool runs, string expected)
    {
        Assert.SkipUnless(File.Exists(Emulator), "Older processors were not tried: they need an emulator here (apt-get install qemu-user-static).");

        var start = new ProcessStartInfo(Emulator, ["-cpu", processor, Path.Combine(Published.Algorithm, "Mlops.Algorithm"), "--help"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Contains(expected, string.Concat(said), StringComparison.Ordinal);
        Assert.Equal(runs, process.ExitCode == 0);
    }
}
