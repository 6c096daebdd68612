using Artifacts.Support;
using ContainerArchive;
using System.Formats.Tar;

namespace Artifacts;

/// <summary>The algorithm's container: what is compiled for it, and what its image takes along of the builder's system.</summary>
public sealed class ContainerTests : IDisposable
{
    private const long LargestImage = 64_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("mlops-container-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Mlops.Algorithm")]
    [InlineData("lib_lightgbm.so")]
    [InlineData("libgomp.so.1")]
    public void Binary_Always_NeedsNoNewerCLibraryThanAmazonLinux(string file) => CLibrary.AssertNotNewer(Path.Combine(Published.Algorithm, file));

    [Fact]
    public void Image_Binaries_AreForItsProcessorAndFindAllSymbolVersionsInIt()
    {
        var binaries = Files().Select(file => (Name: Path.GetFileName(file.Key), Elf: ElfFile.Read(file.Value))).Where(file => file.Elf is not null)
            .ToDictionary(file => file.Name, file => file.Elf!);

        Assert.True(binaries.Count > 10, $"{binaries.Count} binaries");
        Assert.All(binaries, file => Assert.Equal(ElfFile.X86, file.Value.Machine));
        Assert.All(binaries, file => Assert.All(file.Value.Needed(), need => Assert.Contains(need.Version, binaries[need.Library].Defined())));
    }

    [Fact]
    public void Image_Always_IsSmall()
    {
        AlgorithmImage.Write(Published.Algorithm, Archive);

        Assert.InRange(new FileInfo(Archive).Length, 1, LargestImage);
    }

    private string Archive => Path.Combine(_folder, "image.tar");

    private Dictionary<string, byte[]> Files()
    {
        AlgorithmImage.Write(Published.Algorithm, Archive);
        var layers = Entries(File.ReadAllBytes(Archive)).Where(file => file.Key.EndsWith(".tar", StringComparison.Ordinal));
        return layers.SelectMany(layer => Entries(layer.Value)).ToDictionary(file => file.Key, file => file.Value);
    }

    private static IEnumerable<KeyValuePair<string, byte[]>> Entries(byte[] tar)
    {
        using var reader = new TarReader(new MemoryStream(tar));
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } data)
            {
                using var content = new MemoryStream();
                data.CopyTo(content);
                yield return new(entry.Name, content.ToArray());
            }
        }
    }
}
