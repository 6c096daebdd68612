using Amazon.Lambda.Core;
using Mlops.Domain.Caching;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Runs;
using Mlops.Functions.Caching;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.CacheLookup;

/// <summary>Asks the cache for the result of a step; one that is there comes into the run's folder. Idempotent by run and step: a repetition asks again and replaces the same files.</summary>
internal sealed class CacheLookupHandler(ArtifactStore store, RunStore runs, CacheEntries entries, InputHashes hashes, KeptFiles files)
{
    public async Task<CacheLookupOutput> HandleAsync(CacheLookupInput input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var (pipeline, run, step) = (input.Pipeline, input.Run, input.Step);
        var record = await runs.RequireOpenAsync(pipeline, run, input.Execution, cancellationToken).ConfigureAwait(false)
            ?? throw new BrokenDocumentException(store.Bucket, ArtifactKeys.RunRecord(pipeline, run), "it does not exist");
        var definition = (await store.RequireAsync(ArtifactKeys.Definition(pipeline, run), DomainJson.Wire.PipelineDefinition, cancellationToken).ConfigureAwait(false)).Value;
        var answer = definition.Steps.Step(input.Require()).Cache.Enabled
            ? await AskAsync(await QuestionAsync(input, definition, record, cancellationToken).ConfigureAwait(false), definition, record, cancellationToken).ConfigureAwait(false)
            : new CacheAnswer(CacheDecision.SwitchedOff(step));
        await runs.UpdateAsync(pipeline, run, current => current.WithLookUp(answer.ToStep(step)), cancellationToken).ConfigureAwait(false);
        return CacheLookupOutput.Of(answer, $"s3://{store.Bucket}/{ArtifactKeys.StepFolder(pipeline, run, step)}");
    }

    private async Task<CacheQuestion> QuestionAsync(CacheLookupInput input, PipelineDefinition definition, RunRecord record, CancellationToken cancellationToken) => new()
    {
        Step = input.Step,
        Pipeline = input.Pipeline,
        Now = input.Now,
        Components = StepComponents.Of(input.Step, input.Image, definition, await InputsAsync(input, definition, record, cancellationToken).ConfigureAwait(false)),
    };

    private async Task<IReadOnlyDictionary<string, string>> InputsAsync(CacheLookupInput input, PipelineDefinition definition, RunRecord record, CancellationToken cancellationToken)
    {
        var inputs = await hashes.OfAsync(input.Inputs, record, cancellationToken).ConfigureAwait(false);
        if (input.Step != PipelineSteps.Prepare || definition.Data.Contract?.Freshness is null)
        {
            return inputs;
        }

        // How fresh data is depends on when the file with the newest event arrived, which contents do not tell, and which file that is only prepare knows.
        var manifest = await store.RequireAsync(ArtifactKeys.Run(record.Pipeline, record.Run, "manifest.json"), DomainJson.Wire.DatasetManifest, cancellationToken).ConfigureAwait(false);
        return new Dictionary<string, string>(inputs, StringComparer.Ordinal) { ["uploaded"] = manifest.Value.Uploads() };
    }

    private async Task<CacheAnswer> AskAsync(CacheQuestion question, PipelineDefinition definition, RunRecord record, CancellationToken cancellationToken)
    {
        if (record.Trigger?.Selection.Demand(question.Step) is { } demand)
        {
            return new CacheAnswer(CacheDecision.Off(question, demand));
        }

        var found = await entries.FindAsync(question.Step, question.Key, cancellationToken).ConfigureAwait(false);
        if (found is null)
        {
            return new CacheAnswer(CacheDecision.Miss(question, await entries.NewestAsync(question.Step, cancellationToken).ConfigureAwait(false)));
        }

        if (found.Entry is not { } entry)
        {
            return new CacheAnswer(CacheDecision.Unreadable(question));
        }

        if (CacheDecision.Expired(question, entry, definition.Steps.Step(question.Step).Cache.ExpireAfter) is { } expired)
        {
            return new CacheAnswer(expired);
        }

        var restored = await files.RestoreAsync(entry, ArtifactKeys.StepFolder(record.Pipeline, record.Run, question.Step), cancellationToken).ConfigureAwait(false);
        return restored.Damage is { } damage
            ? new CacheAnswer(CacheDecision.Broken(question, entry, damage))
            : new CacheAnswer(CacheDecision.Hit(question, entry)) { Entry = entry, Outputs = restored.Outputs };
    }
}

/// <summary>What the cache said, and what came of it into the run's folder.</summary>
internal sealed record CacheAnswer(StepCache Said)
{
    /// <summary>Null unless it is a hit, as are the outputs.</summary>
    public CacheEntry? Entry { get; init; }

    public IReadOnlyList<StepOutput>? Outputs { get; init; }

    public RunStep ToStep(string step) => new() { Step = step, Status = Entry is null ? null : RunStep.Cached, Cache = Said, Outputs = Outputs };
}
