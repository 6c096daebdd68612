using System.Formats.Tar;
using System.IO.Compression;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker;

/// <summary><c>.tar.gz</c> files: the same folder always packs to the same bytes, and nothing unpacks outside its folder.</summary>
internal static class Archives
{
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static async Task PackAsync(string folder, string archive, CancellationToken cancellationToken)
    {
        await using var file = File.Create(archive);
        await using var gzip = new GZipStream(file, CompressionLevel.Optimal);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Gnu);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            await using var content = File.OpenRead(path);
            var executable = !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute);
            await tar.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, Path.GetRelativePath(folder, path))
            {
                ModificationTime = DateTimeOffset.UnixEpoch,
                Mode = executable ? FileMode | Execute : FileMode,
                DataStream = content,
            }, cancellationToken);
        }
    }

    /// <summary>Files and folders only: a link or a name that leads outside is <see cref="InvalidDataException"/>.</summary>
    public static async Task UnpackAsync(string archive, string folder, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(archive);
        await using var gzip = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(gzip);
        while (await tar.GetNextEntryAsync(cancellationToken: cancellationToken) is { } entry)
        {
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                    var path = SafePath.Combine(folder, entry.Name);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    await entry.ExtractToFileAsync(path, overwrite: true, cancellationToken);
                    break;
                default:
                    throw new InvalidDataException($"'{entry.Name}' is a {entry.EntryType}; a model archive may hold files and folders only.");
            }
        }
    }
}
