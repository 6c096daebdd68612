using System.Formats.Tar;
using System.IO.Compression;
using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Learning;

namespace Mlops.Algorithm.Evaluating;

/// <summary>Reads the known files of a <c>model.tar.gz</c> into memory. Nothing is written to disk, so no entry's name can lead anywhere; what is unknown is passed over.</summary>
internal static class ArtifactArchive
{
    private const long LargestFile = 1L << 30;

    public static ModelArtifact Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var content = new GZipStream(file, CompressionMode.Decompress);
            return ModelArtifact.Read(ReadFiles(content, path), path);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new JobFailedException($"{path} is not a readable model.tar.gz: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new JobFailedException($"{path} is missing.", exception);
        }
    }

    private static Dictionary<string, byte[]> ReadFiles(Stream content, string path)
    {
        var files = new Dictionary<string, byte[]>();
        using var archive = new TarReader(content);
        while (archive.GetNextEntry() is { } entry)
        {
            var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || !ModelArtifact.Files.Contains(name))
            {
                continue;
            }

            if (entry.Length > LargestFile || !files.TryAdd(name, ReadEntry(entry)))
            {
                throw new JobFailedException($"{path} holds {name} twice, or larger than {LargestFile} bytes.");
            }
        }

        return files;
    }

    private static byte[] ReadEntry(TarEntry entry)
    {
        using var content = new MemoryStream();
        entry.DataStream?.CopyTo(content);
        return content.ToArray();
    }
}
