using System.Text.Json;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;

namespace Mlops.Functions.Storage;

/// <summary>Run records, changed only by pure transitions under If-Match.</summary>
internal sealed class RunStore(ArtifactStore store)
{
    private const int Attempts = 10;

    public async Task<RunRecord?> FindAsync(string pipeline, string run, CancellationToken cancellationToken) =>
        (await store.ReadAsync(ArtifactKeys.RunRecord(pipeline, run), DomainJson.Wire.RunRecord, cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Stops a redriven execution whose run was closed meanwhile: it holds no lease, and nothing that it does would be recorded.</summary>
    /// <exception cref="LeaseLostException">The run is closed.</exception>
    public async Task<RunRecord?> RequireOpenAsync(string pipeline, string run, string execution, CancellationToken cancellationToken)
    {
        var record = await FindAsync(pipeline, run, cancellationToken).ConfigureAwait(false);
        return record?.IsClosed() == true ? throw LeaseLostException.Closed(execution, run) : record;
    }

    /// <summary>Applies a transition to the record that must exist.</summary>
    public Task<RunRecord> UpdateAsync(string pipeline, string run, Func<RunRecord, RunRecord> change, CancellationToken cancellationToken) =>
        UpdateOrCreateAsync(
            pipeline,
            run,
            current => change(current ?? throw new BrokenDocumentException(store.Bucket, ArtifactKeys.RunRecord(pipeline, run), "it does not exist")),
            cancellationToken);

    /// <summary>Applies a transition to the record, or to nothing. Written only when something changed; tried again when somebody else wrote in between.</summary>
    public async Task<RunRecord> UpdateOrCreateAsync(string pipeline, string run, Func<RunRecord?, RunRecord> change, CancellationToken cancellationToken)
    {
        var key = ArtifactKeys.RunRecord(pipeline, run);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var current = await store.ReadAsync(key, DomainJson.Wire.RunRecord, cancellationToken).ConfigureAwait(false);
            var changed = change(current?.Value);
            if ((current is not null && Text(changed) == Text(current.Value))
                || await store.TryWriteAsync(key, changed, DomainJson.Wire.RunRecord, current?.ETag, cancellationToken).ConfigureAwait(false))
            {
                return changed;
            }
        }

        throw new ContentionException(key);
    }

    private static string Text(RunRecord run) => JsonSerializer.Serialize(run, DomainJson.Wire.RunRecord);
}
