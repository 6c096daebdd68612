using System.Text.Json;
using System.Text.Json.Serialization;
using Mlops.Domain.Caching;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Runs;
using Mlops.Domain.Triggers;

namespace Mlops.Functions.Admit;

/// <summary>Payload of <c>admit</c>.</summary>
public sealed record AdmitInput
{
    public required string Pipeline { get; init; }

    public required RetrainCause Cause { get; init; }

    public required string Request { get; init; }

    public required string Execution { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset Now { get; init; }

    public bool Force { get; init; }

    public IReadOnlyDictionary<string, string> Parameters { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    public string? RequestedBy { get; init; }

    public string? From { get; init; }

    public string? Only { get; init; }

    public CacheUse Cache { get; init; }

    public GateOverride? Override { get; init; }

    public required JsonElement Definition { get; init; }

    public required string Image { get; init; }

    [JsonIgnore]
    public string Run => RunId.Of(Execution, StartedAt);

    public RetrainRequest ToRequest() => new()
    {
        Pipeline = Pipeline,
        Cause = Cause,
        Request = Request,
        NotBefore = StartedAt,
        Force = Force,
        Parameters = Parameters,
        RequestedBy = RequestedBy,
        From = From,
        Only = Only,
        Cache = Cache,
        Override = Override,
    };

    public RunRecord ToRun(string definitionHash) => new()
    {
        Run = Run,
        Pipeline = Pipeline,
        Execution = Execution,
        Trigger = new RunTrigger { Cause = Cause, Request = Request, Force = Force, Parameters = Parameters, RequestedBy = RequestedBy, From = From, Only = Only, Cache = Cache, Override = Override },
        StartedAt = StartedAt,
        AdmittedAt = Now,
        Definition = definitionHash,
        Image = Image,
    };
}
