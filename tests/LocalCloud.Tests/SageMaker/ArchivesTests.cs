using System.Formats.Tar;
using System.IO.Compression;
using LocalCloud.SageMaker;
using LocalCloud.Tests.Processes;
using Xunit;

namespace LocalCloud.Tests.SageMaker;

public sealed class ArchivesTests : IDisposable
{
    private readonly ComputeFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Pack_SameContentAtOtherTimes_IsTheSameBytes()
    {
        var first = await PackAsync("first", new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var second = await PackAsync("second", new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("../evil", TarEntryType.RegularFile)]
    [InlineData("link", TarEntryType.SymbolicLink)]
    public async Task Unpack_EntryThatLeadsOutside_IsRefused(string name, TarEntryType type)
    {
        var archive = Path.Combine(_fixture.Folder, "evil.tar.gz");
        await using (var gzip = new GZipStream(File.Create(archive), CompressionLevel.Fastest))
        await using (var tar = new TarWriter(gzip))
        {
            var entry = new PaxTarEntry(type, name);
            if (type == TarEntryType.SymbolicLink)
            {
                entry.LinkName = "/etc/passwd";
            }

            await tar.WriteEntryAsync(entry, TestContext.Current.CancellationToken);
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => Archives.UnpackAsync(archive, Path.Combine(_fixture.Folder, "out"), TestContext.Current.CancellationToken));
    }

    private async Task<byte[]> PackAsync(string name, DateTime time)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_fixture.Folder, name, "sub")).Parent!.FullName;
        foreach (var file in (string[])["b.txt", "a.txt", "sub/c.txt"])
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), file);
            File.SetLastWriteTimeUtc(Path.Combine(folder, file), time);
        }

        await Archives.PackAsync(folder, folder + ".tar.gz", CancellationToken.None);
        return await File.ReadAllBytesAsync(folder + ".tar.gz");
    }
}
