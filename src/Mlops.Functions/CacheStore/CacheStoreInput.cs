using System.Text.Json;
using Mlops.Domain.Caching;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Runs;
using Mlops.Functions.Record;

namespace Mlops.Functions.CacheStore;

/// <summary>Payload of <c>cache-store</c>.</summary>
public sealed record CacheStoreInput
{
    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    public required string Execution { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required string Step { get; init; }

    /// <summary>The answer of <c>cache-lookup</c>, or the error that it ended with.</summary>
    public required JsonElement Cached { get; init; }

    /// <summary>SageMaker's description of the job.</summary>
    public required JsonElement Job { get; init; }

    /// <summary>Null when the result is not to be kept, or the cache could not be asked.</summary>
    internal string? Key => Cached.Text("key");

    internal string WhyNot => Cached.Text("Error") is { } error ? $"the cache could not be asked: {error}" : "the definition has the step's cache off";

    /// <summary>A training job writes into a folder of its own name; another try of the same run may have left one beside it.</summary>
    internal string JobFolder => Job.Text("TrainingJobName") is { } name ? $"{name}/" : "";

    /// <summary>To the second, as S3 dates objects; null when the description does not tell.</summary>
    internal DateTimeOffset? JobStart => ReadJob().StartedAt is { } start ? start.AddTicks(-(start.Ticks % TimeSpan.TicksPerSecond)) : null;

    internal RunStep ReadJob() => JobStep.Read(Step, Job) ?? new RunStep { Step = Step };

    internal CacheEntry ToEntry(StepCache cache, PipelineDefinition definition, IReadOnlyList<StepOutput> outputs, string folder)
    {
        var (job, step) = (ReadJob(), definition.Steps.Step(Step));
        var model = Job.At("ModelArtifacts")?.Text("S3ModelArtifacts");
        return new CacheEntry
        {
            Step = Step,
            Key = cache.Key!,
            Components = cache.Components,
            Run = Run,
            Pipeline = Pipeline,
            CreatedAt = Now,
            ExpiresAt = step.Cache.ExpireAfter.After(Now),
            Job = job.Arn,
            InstanceType = step.InstanceType,
            BillableSeconds = job.Seconds(),
            Model = model?.StartsWith(folder, StringComparison.Ordinal) == true ? model[folder.Length..] : null,
            Outputs = outputs,
        };
    }
}
