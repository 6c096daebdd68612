using System.Text.Json.Serialization;
using Mlops.Domain.Caching;

namespace Mlops.Functions.CacheLookup;

/// <summary>Answer of <c>cache-lookup</c>.</summary>
public sealed record CacheLookupOutput
{
    public required CacheVerdict Verdict { get; init; }

    public required string Reason { get; init; }

    /// <summary>Under which the step's own result would be kept; null when it is not to be.</summary>
    public string? Key { get; init; }

    /// <summary>Of a hit: what later states read of a job's description.</summary>
    public required CachedJob Job { get; init; }

    internal static CacheLookupOutput Of(CacheAnswer answer, string folder) => new()
    {
        Verdict = answer.Said.Verdict,
        Reason = answer.Said.Reason,
        Key = answer.Said.Key,
        Job = new CachedJob { ModelArtifacts = answer.Entry?.Model is { } model ? new CachedModel(folder + model) : null },
    };
}

/// <summary>A job's description as SageMaker would give it, as far as it holds for a result from the cache.</summary>
public sealed record CachedJob
{
    [JsonPropertyName("ModelArtifacts")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CachedModel? ModelArtifacts { get; init; }
}

/// <summary>Where the model lies in the run's folder.</summary>
public sealed record CachedModel([property: JsonPropertyName("S3ModelArtifacts")] string S3ModelArtifacts);
