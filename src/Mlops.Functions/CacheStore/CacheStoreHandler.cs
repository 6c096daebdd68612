using Amazon.Lambda.Core;
using Mlops.Domain.Caching;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Runs;
using Mlops.Domain.Training;
using Mlops.Functions.Caching;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.CacheStore;

/// <summary>Keeps what a job has just made, for later runs that are made of the same. Idempotent by run and key: a repetition copies the same files and finds its entry.</summary>
internal sealed class CacheStoreHandler(ArtifactStore store, RunStore runs, CacheEntries entries, ObjectList objects, KeptFiles files)
{
    // CopyObject takes no more.
    private const long LargestObject = 5L * 1024 * 1024 * 1024;

    public async Task<CacheStoreOutput> HandleAsync(CacheStoreInput input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var (pipeline, run) = (input.Pipeline, input.Run);
        var record = await runs.FindAsync(pipeline, run, cancellationToken).ConfigureAwait(false);
        var step = record?.Steps.FirstOrDefault(each => each.Step == input.Step);
        if (step?.Cache is not { Key: { } key } cache || key != input.Key)
        {
            return await NoteAsync(input, step, input.WhyNot, cancellationToken).ConfigureAwait(false);
        }

        var folder = ArtifactKeys.StepFolder(pipeline, run, input.Step);
        var made = await MadeAsync(folder + input.JobFolder, input.JobStart, cancellationToken).ConfigureAwait(false);
        if (await ObjectionAsync(input, made, cancellationToken).ConfigureAwait(false) is { } objection)
        {
            return await NoteAsync(input, step, objection, cancellationToken).ConfigureAwait(false);
        }

        var definition = (await store.RequireAsync(ArtifactKeys.Definition(pipeline, run), DomainJson.Wire.PipelineDefinition, cancellationToken).ConfigureAwait(false)).Value;
        var (written, kept) = await files.KeepAsync(key, run, folder, made, cancellationToken).ConfigureAwait(false);
        await entries.WriteAsync(input.ToEntry(cache, definition, kept, $"s3://{store.Bucket}/{folder}"), cancellationToken).ConfigureAwait(false);
        await UpdateAsync(input, cache with { Kept = true }, written, cancellationToken).ConfigureAwait(false);
        return new CacheStoreOutput(true, null);
    }

    // What is older than the job is what a result from the cache, found damaged half way, or an earlier try has left.
    private async Task<List<ListedObject>> MadeAsync(string prefix, DateTimeOffset? start, CancellationToken cancellationToken)
    {
        var made = new List<ListedObject>();
        await foreach (var item in objects.ListAsync(prefix, after: null, cancellationToken).ConfigureAwait(false))
        {
            if (start is null || item.Modified >= start)
            {
                made.Add(item);
            }
        }

        return made;
    }

    /// <summary>Why a result is not to be kept although its job succeeded; null when it is.</summary>
    private async Task<string?> ObjectionAsync(CacheStoreInput input, List<ListedObject> made, CancellationToken cancellationToken)
    {
        if (made.Count == 0)
        {
            return "the job wrote nothing";
        }

        if (made.Where(file => file.Size > LargestObject).Select(file => file.Key).FirstOrDefault() is { } large)
        {
            return $"{large[(large.LastIndexOf('/') + 1)..]} is larger than 5 GiB, which S3 copies in parts only";
        }

        return input.Step == PipelineSteps.Prepare
            ? Objection((await store.RequireAsync(ArtifactKeys.Run(input.Pipeline, input.Run, "prepare/prepare.json"), DomainJson.Wire.PrepareReport, cancellationToken).ConfigureAwait(false)).Value)
            : null;
    }

    // What is wrong with data is told by file and row, and its bad rows lie in a folder of the run: both are this run's to tell.
    private static string? Objection(PrepareReport report) => report switch
    {
        { Status: not PrepareStatus.Ok } => "the data was not accepted",
        { Contract.HasQuarantine: true } => "a part of the data went to quarantine",
        { Contract.Findings.Count: > 0 } or { Contract.FindingCount: > 0 } => "the data contract has findings, which name files and rows of this run",
        _ => null,
    };

    private async Task<CacheStoreOutput> NoteAsync(CacheStoreInput input, RunStep? step, string reason, CancellationToken cancellationToken)
    {
        // An earlier round's verdict must not take the blame for this one's.
        if (step?.Cache is { } cache && cache.Key == input.Key)
        {
            await UpdateAsync(input, cache with { Kept = false, Warning = input.Key is null ? null : reason }, outputs: null, cancellationToken).ConfigureAwait(false);
        }

        return new CacheStoreOutput(false, reason);
    }

    private Task<RunRecord> UpdateAsync(CacheStoreInput input, StepCache cache, IReadOnlyList<StepOutput>? outputs, CancellationToken cancellationToken)
    {
        var step = input.ReadJob() with { Cache = cache, Outputs = outputs };
        return runs.UpdateAsync(input.Pipeline, input.Run, run => run.Extend(new RunProgress { Steps = [step] }), cancellationToken);
    }
}

/// <summary>Answer of <c>cache-store</c>; the reason is null when the result was kept.</summary>
public sealed record CacheStoreOutput(bool Kept, string? Reason);
