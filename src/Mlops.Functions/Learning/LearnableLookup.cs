using Mlops.Domain.Datasets;
using Mlops.Domain.Drift;
using Mlops.Domain.Json;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Learning;

/// <summary>Lists what a run would learn from and holds it against the last verdict.</summary>
internal sealed class LearnableLookup(CurrentVersions versions, VerdictStore verdicts, ArtifactStore store, LearnFrom from)
{
    public async Task<LearnableData> FindAsync(string pipeline, CancellationToken cancellationToken)
    {
        var last = await verdicts.FindAsync(pipeline, cancellationToken).ConfigureAwait(false);
        var manifest = last is null
            ? null
            : await store.ReadAsync(ArtifactKeys.Run(pipeline, last.Run, "manifest.json"), DomainJson.Wire.DatasetManifest, cancellationToken).ConfigureAwait(false);
        var frozen = await store.ReadAsync(ArtifactKeys.FrozenMemo(pipeline), DomainJson.Wire.FrozenObjects, cancellationToken).ConfigureAwait(false);
        var files = new List<FileVersion>();
        await foreach (var version in versions.ListAsync(from.Prefixes, cancellationToken).ConfigureAwait(false))
        {
            files.Add(new FileVersion(version.Key, version.VersionId));
        }

        return LearnableData.Of(new LearnableSource(files, from.Definition, from.Image), last, manifest?.Value, frozen?.Value);
    }
}
