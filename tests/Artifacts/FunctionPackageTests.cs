using System.IO.Compression;
using Artifacts.Support;

namespace Artifacts;

/// <summary>The functions' folders as they become code assets.</summary>
public sealed class FunctionPackageTests
{
    // Cold starts pay for what has to be fetched and mapped.
    private const long LargestExecutable = 23_000_000;
    private const long LargestPackage = 9_000_000;

    [Theory]
    [InlineData("linux-x64", ElfFile.X86)]
    [InlineData("linux-arm64", ElfFile.Arm)]
    public void Executable_Always_IsForTheProcessorOfItsFolder(string runtime, int machine) =>
        Assert.Equal(machine, ElfFile.Open(Published.Bootstrap(runtime)).Machine);

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    public void Executable_Always_NeedsNoNewerCLibraryThanAmazonLinux(string runtime) => CLibrary.AssertNotNewer(Published.Bootstrap(runtime));

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    public void Package_Always_HoldsTheExecutableAndTheRootsAndIsSmall(string runtime)
    {
        var folder = Published.Functions(runtime);
        using var zip = new MemoryStream();
        ZipFile.CreateFromDirectory(folder, zip);

        Assert.Equal([Published.Roots, "bootstrap"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.InRange(new FileInfo(Published.Bootstrap(runtime)).Length, 1, LargestExecutable);
        Assert.InRange(zip.Length, 1, LargestPackage);
    }

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    public void Package_Roots_AreTheCommittedOnes(string runtime) => Assert.Equal(
        File.ReadAllText(Path.Combine(Published.Root, "src", "Mlops.Functions", Published.Roots)),
        File.ReadAllText(Path.Combine(Published.Functions(runtime), Published.Roots)));
}
