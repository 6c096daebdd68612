using System.Text.Json.Serialization;
using Mlops.Domain.Caching;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;

namespace Mlops.Domain.Triggers;

/// <summary>The input of a Retrain execution. Canonical for its name: nothing in it differs between two deliveries of one cause.</summary>
public sealed record RetrainRequest
{
    private static readonly TimeSpan LongestFollowUpWait = TimeSpan.FromDays(1);

    public required string Pipeline { get; init; }

    public required RetrainCause Cause { get; init; }

    /// <summary>The idempotency key, which is also the name of the first execution.</summary>
    public required string Request { get; init; }

    /// <summary>The snapshot must not be taken before this instant.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>Train even when nothing changed since the last verdict.</summary>
    public bool Force { get; init; }

    /// <summary>Changes to the definition for this run alone.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>This step and all after it are executed; null is none in particular.</summary>
    public string? From { get; init; }

    /// <summary>This step is executed, and the run ends after it; null runs to the end.</summary>
    public string? Only { get; init; }

    public CacheUse Cache { get; init; }

    [JsonIgnore]
    public StepSelection Selection => new(From, Only, Cache);

    /// <summary>Who or what asked, in its own words; null for what the product starts by itself.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>A person's decision to let a refused model pass, which this run is to make again; null otherwise.</summary>
    public GateOverride? Override { get; init; }

    /// <summary>True for a request that any other of its kind can stand in for: machine-made, unforced, without parameters, of all steps. What a person or CI asked for is never merged away.</summary>
    [JsonIgnore]
    public bool IsCoalescable => Cause is RetrainCause.Upload or RetrainCause.Schedule or RetrainCause.Drift && !Force && Parameters.Count == 0 && Selection.IsEverything && Override is null;

    /// <summary>The request that every upload of one settle window stands for.</summary>
    public static RetrainRequest ForUpload(string pipeline, SettleWindow window) => new()
    {
        Pipeline = pipeline,
        Cause = RetrainCause.Upload,
        Request = ExecutionName.ForUpload(window),
        NotBefore = window.NotBefore,
    };

    /// <summary>The request of a schedule's occurrence. Several schedules of one instant share it.</summary>
    public static RetrainRequest ForSchedule(string pipeline, DateTimeOffset scheduledAt) => new()
    {
        Pipeline = pipeline,
        Cause = RetrainCause.Schedule,
        Request = ExecutionName.ForSchedule(scheduledAt),
        NotBefore = scheduledAt,
    };

    /// <summary>The request that drift makes under a name of <see cref="ExecutionName"/>.</summary>
    public static RetrainRequest ForDrift(string pipeline, string name, DateTimeOffset since) => new()
    {
        Pipeline = pipeline,
        Cause = RetrainCause.Drift,
        Request = name,
        NotBefore = since,
    };

    /// <summary>The request for its <paramref name="number"/>th new start, which waits twice as long as the one before, a day at most: trouble takes its time to pass.</summary>
    public RetrainRequest FollowUp(int number, DateTimeOffset now, TimeSpan settle)
    {
        if (number == 0)
        {
            return this;
        }

        var earliest = now + TimeSpan.FromSeconds(Math.Min(settle.TotalSeconds * Math.Pow(2, number - 1), LongestFollowUpWait.TotalSeconds));
        return this with { NotBefore = earliest > NotBefore ? earliest : NotBefore };
    }

    /// <summary>The execution input, one spelling per request.</summary>
    public string ToCanonicalJson() => CanonicalJson.Of(this, DomainJson.Wire.RetrainRequest);
}

[JsonConverter(typeof(CamelCaseEnum<RetrainCause>))]
public enum RetrainCause
{
    Upload,
    Schedule,
    Drift,
    Manual,
    Ci,
}
