using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Mlops.Algorithm.Tests.Testing;

namespace Mlops.Algorithm.Tests.Image;

/// <summary>What is compiled ahead of time must load on the C library of its host, which may be older than the builder's.</summary>
public sealed partial class SystemLibraryTests
{
    // Amazon Linux 2023 has this one, and with it the Lambda runtime provided.al2023.
    private static readonly Version Newest = new(2, 34);

    [Theory]
    [InlineData("artifacts/functions/linux-x64", "bootstrap")]
    [InlineData("artifacts/publish/Mlops.Algorithm/release_linux-x64", "Mlops.Algorithm")]
    [InlineData("artifacts/publish/Mlops.Algorithm/release_linux-x64", "lib_lightgbm.so")]
    [InlineData("artifacts/publish/Mlops.Algorithm/release_linux-x64", "libgomp.so.1")]
    public async Task Published_Binary_NeedsNoNewerCLibraryThanAmazonLinux(string folder, string file)
    {
        var path = Path.Combine(Repository.Root, folder, file);
        Assert.SkipUnless(File.Exists(path), $"{path} is not published; run ./mlops build.");

        var needed = Needed().Matches(await SymbolsAsync(path)).Select(match => Version.Parse(match.Groups[1].Value)).ToList();

        Assert.NotEmpty(needed);
        Assert.True(needed.Max() <= Newest, $"{file} needs GLIBC {needed.Max()}; build it on a system with {Newest} or older.");
    }

    private static async Task<string> SymbolsAsync(string path)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("objdump", ["-T", path]) { RedirectStandardOutput = true })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("objdump is not installed (apt-get install binutils): the C library's version was not checked");
            throw;
        }

        using (process)
        {
            return await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex(@"GLIBC_(\d+(?:\.\d+)+)")]
    private static partial Regex Needed();
}
