using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Caching;

/// <summary>What the cache said of one step of a run: the verdict with its reason, and whether the step's own result was kept for later runs.</summary>
public sealed record StepCache
{
    public required CacheVerdict Verdict { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Reason { get; init; }

    /// <summary>Null when the cache was not asked.</summary>
    public string? Key { get; init; }

    /// <summary>What the key is made of, by name.</summary>
    public IReadOnlyDictionary<string, string> Components { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>The components in which the step differs from the nearest result that is kept; the first hundred of them.</summary>
    public IReadOnlyList<string> Changed { get; init => field = value ?? []; } = [];

    /// <summary>The run whose result was taken, or is the nearest to what was asked for.</summary>
    public string? Run { get; init; }

    public string? Pipeline { get; init; }

    /// <summary>The billable seconds of the job that need not be done again.</summary>
    public int SavedSeconds { get; init; }

    /// <summary>True when what the step computed was kept; false when not; null when it computed nothing, or has not yet.</summary>
    public bool? Kept { get; init; }

    /// <summary>Why it was not kept, or could not be looked up.</summary>
    public string? Warning { get; init; }

    /// <summary>What is known later stands for what was known earlier, but trouble in keeping a result says nothing about the verdict.</summary>
    public static StepCache? Merge(StepCache? earlier, StepCache? later) => later switch
    {
        null => earlier,
        { Verdict: CacheVerdict.Unknown, Kept: false } when earlier is not null => earlier with { Kept = false, Warning = later.Warning },
        _ => later,
    };

    /// <summary>The lookup failed for good: the step is executed, for no run is to fail for the cache's sake.</summary>
    public static StepCache NotAsked(string warning) =>
        new() { Verdict = CacheVerdict.Unknown, Reason = "the cache could not be asked", Warning = warning };

    /// <summary>The result was not kept, and the run goes on with it.</summary>
    public static StepCache NotKept(string warning) => NotAsked(warning) with { Kept = false };
}

[JsonConverter(typeof(CamelCaseEnum<CacheVerdict>))]
public enum CacheVerdict
{
    Hit,

    /// <summary>Nothing that is kept can stand for it.</summary>
    Miss,

    /// <summary>It was to be executed whatever is kept, by its definition or by the request.</summary>
    Off,

    /// <summary>The cache could not be asked: the step is executed.</summary>
    Unknown,
}
