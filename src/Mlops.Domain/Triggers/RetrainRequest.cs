using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Triggers;

/// <summary>The input of a Retrain execution. Canonical for its name: nothing in it differs between two deliveries of one cause.</summary>
public sealed record RetrainRequest
{
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

    /// <summary>True for a request that any other of its kind can stand in for: machine-made, unforced, without parameters. What a person or CI asked for is never merged away.</summary>
    [JsonIgnore]
    public bool IsCoalescable => Cause is RetrainCause.Upload or RetrainCause.Schedule or RetrainCause.Drift && !Force && Parameters.Count == 0;

    /// <summary>The request that every upload of one settle window stands for.</summary>
    public static RetrainRequest ForUpload(string pipeline, SettleWindow window) => new()
    {
        Pipeline = pipeline,
        Cause = RetrainCause.Upload,
        Request = ExecutionName.ForUpload(window),
        NotBefore = window.NotBefore,
    };

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
