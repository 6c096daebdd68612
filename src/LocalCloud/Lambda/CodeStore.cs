using System.IO.Compression;
using System.Security.Cryptography;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>Deployment packages, unpacked once per content into <c>&lt;state&gt;/lambda/code/&lt;sha256&gt;</c>.</summary>
internal sealed class CodeStore(string folder)
{
    private const long LargestUnzipped = 262_144_000;
    private const int ModeBits = 0b111_111_111;
    private readonly Lock _gate = new();

    public string FolderOf(string codeSha256) => Path.Combine(folder, Convert.ToHexStringLower(Convert.FromBase64String(codeSha256)));

    /// <summary>Unpacks the archive unless its content is here already; returns its hash as AWS shows it.</summary>
    public string Add(string archive)
    {
        var sha256 = Convert.ToBase64String(Hash(archive));
        var target = FolderOf(sha256);
        lock (_gate)
        {
            if (!Directory.Exists(target))
            {
                var temporary = target + ".tmp";
                Recreate(temporary);
                Unpack(archive, temporary);
                Directory.Move(temporary, target);
            }
        }

        return sha256;
    }

    private static byte[] Hash(string archive)
    {
        using var stream = File.OpenRead(archive);
        return SHA256.HashData(stream);
    }

    private static void Recreate(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        Directory.CreateDirectory(path);
    }

    private static void Unpack(string archive, string target)
    {
        try
        {
            using var zip = ZipFile.OpenRead(archive);
            if (zip.Entries.Sum(entry => entry.Length) > LargestUnzipped)
            {
                throw Invalid($"Unzipped size must be smaller than {LargestUnzipped} bytes");
            }

            foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
            {
                Unpack(entry, SafePath.Combine(target, entry.FullName));
            }
        }
        catch (InvalidDataException exception)
        {
            throw Invalid($"Could not unzip uploaded file. Please check your file, then try to upload again. ({exception.Message})");
        }
    }

    private static void Unpack(ZipArchiveEntry entry, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        entry.ExtractToFile(path);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // Archives made on Windows carry no mode; Lambda runs their bootstrap all the same.
        var mode = (entry.ExternalAttributes >> 16) & ModeBits;
        File.SetUnixFileMode(path, (UnixFileMode)(mode == 0 ? 0b111_101_101 : mode | 0b100_000_000));
    }

    private static AwsException Invalid(string message) => new("InvalidParameterValueException", 400, message);
}
