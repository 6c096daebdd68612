using System.Runtime.InteropServices;
using Artifacts.Support;

namespace Artifacts;

/// <summary>The cross-compiled executable really runs: where it is at home, or in an emulator.</summary>
public sealed class ArmExecutableTests
{
    private const string Emulator = "/usr/bin/qemu-aarch64-static";
    private const string CLibrary = "/usr/aarch64-linux-gnu";

    [Fact]
    public async Task ArmExecutable_OfAnEventThatItCannotRead_PostsWhy()
    {
        var bootstrap = Published.Bootstrap("linux-arm64");
        var isHome = RuntimeInformation.OSArchitecture == Architecture.Arm64;
        Assert.SkipUnless(
            isHome || (File.Exists(Emulator) && Directory.Exists(CLibrary)),
            "The arm64 executable was not run: it needs an emulator here (apt-get install qemu-user-static libc6-dev-arm64-cross).");

        string[] command = isHome ? [bootstrap] : [Emulator, "-L", CLibrary, bootstrap];
        var posted = await FunctionProcess.AnswerAsync(command, "request-trigger", """{"detail":1}""", []);

        Assert.EndsWith("/error", posted.Path, StringComparison.Ordinal);
        Assert.Contains("MalformedEventException", posted.Body, StringComparison.Ordinal);
    }
}
