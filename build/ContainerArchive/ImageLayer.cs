using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace ContainerArchive;

/// <summary>One layer of an image: an uncompressed tar that depends on names, modes and contents only, so equal input has equal bytes.</summary>
public sealed class ImageLayer
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly SortedDictionary<string, byte[]?> _entries = new(StringComparer.Ordinal);

    /// <summary>Adds a file with the folders above it; the path is absolute inside the image.</summary>
    public ImageLayer AddFile(string path, byte[] content)
    {
        AddFolder(Path.GetDirectoryName(path)!);
        _entries[path] = content;
        return this;
    }

    public ImageLayer AddText(string path, string content) => AddFile(path, Encoding.UTF8.GetBytes(content));

    public ImageLayer AddFolder(string path)
    {
        for (var folder = path; folder is not (null or "/"); folder = Path.GetDirectoryName(folder))
        {
            _entries.TryAdd(folder, null);
        }

        return this;
    }

    public byte[] ToTar()
    {
        using var buffer = new MemoryStream();
        using (var tar = new TarWriter(buffer, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (path, content) in _entries)
            {
                tar.WriteEntry(Entry(path, content));
            }
        }

        return buffer.ToArray();
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static UstarTarEntry Entry(string path, byte[]? content)
    {
        var name = path.TrimStart('/');
        var entry = content is null ? new UstarTarEntry(TarEntryType.Directory, name + "/") : new UstarTarEntry(TarEntryType.RegularFile, name);
        entry.ModificationTime = DateTimeOffset.UnixEpoch;
        entry.Mode = path == "/tmp" ? Executable | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | UnixFileMode.StickyBit : Executable;
        if (content is not null)
        {
            entry.DataStream = new MemoryStream(content);
        }

        return entry;
    }
}
