using Mlops.Algorithm.Jobs;
using Mlops.Domain.Datasets;

namespace Mlops.Algorithm.Preparation;

/// <summary>The files of a manifest as they were delivered, each held against its hash.</summary>
internal sealed class FrozenInputs(MlPaths paths)
{
    public List<RawFile> Verify(DatasetManifest manifest, CancellationToken cancellationToken)
    {
        var files = new List<RawFile>();
        // A content that was uploaded under two names is one file of the dataset, there since the first of them.
        foreach (var same in manifest.Files.GroupBy(file => file.Sha256, StringComparer.Ordinal))
        {
            var file = same.First() with { Uploaded = same.Min(each => each.Uploaded) };
            cancellationToken.ThrowIfCancellationRequested();
            var path = paths.ProcessingInput("data", file.Sha256);
            if (!File.Exists(path))
            {
                throw new JobFailedException($"{file.Key} is in the manifest, but its content {file.Sha256} was not delivered.");
            }

            if (OutputFiles.Sha256(path) != file.Sha256)
            {
                throw new JobFailedException($"{file.Key} was damaged on its way: its content does not have the SHA-256 {file.Sha256} that the manifest says.");
            }

            files.Add(new RawFile(file, path));
        }

        return files;
    }
}
