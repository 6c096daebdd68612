using Mlops.Domain.Json;

namespace Mlops.Domain.Drift;

/// <summary><c>drift.json</c> and each <c>response.json</c>: since when the champion drifts, when a run was asked for, and what the last monitoring was answered.</summary>
/// <remarks>
/// | finding | nothing new | since | requested | response | requestedAt |
/// |---|---|---|---|---|---|
/// | none | | | | none | null |
/// | drift, but triggers.drift is false | | | | disabled | stays |
/// | drift | yes | | | nothing-new | stays |
/// | drift | no | null | | alarm | now |
/// | drift | no | set | never, or a cool-down ago | request | now |
/// | drift | no | set | later | cooling-down | stays |
/// A judgement that is older than the last one changes nothing. A request is written down before its event is sent: when sending fails, the failed
/// execution is told to the notifications topic, and its redrive, or else the first monitoring past the cool-down, asks.
/// </remarks>
public sealed record DriftState
{
    /// <summary>The run whose model was judged; another champion's state starts anew.</summary>
    public required string Champion { get; init; }

    /// <summary>Null while there is no drift.</summary>
    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>The monitoring that was answered last.</summary>
    public required string Monitor { get; init; }

    public required DriftResponse Response { get; init; }

    public required string Reason { get; init; }

    /// <summary>The state after a monitoring; the state itself when that was answered already.</summary>
    public static DriftState After(DriftState? last, JudgedDrift judged)
    {
        if (last?.Monitor == judged.Monitor)
        {
            return last;
        }

        var before = last?.Champion == judged.Champion ? last : null;
        if (last is not null && IsOlder(judged.Monitor, last.Monitor))
        {
            return Answer(judged, DriftResponse.Superseded, $"{last.Monitor} is newer, and was answered already.");
        }

        if (judged.Learnable is not { } learnable)
        {
            return Answer(judged, DriftResponse.None, $"{judged.Champion} does not drift.");
        }

        var (response, reason) = Respond(before, judged, learnable);
        return Answer(judged, response, reason) with
        {
            Since = before?.Since ?? judged.Now,
            RequestedAt = response is DriftResponse.Alarm or DriftResponse.Request ? judged.Now : before?.RequestedAt,
        };
    }

    private static (DriftResponse Response, string Reason) Respond(DriftState? before, JudgedDrift judged, LearnableData learnable)
    {
        if (!judged.StartsRuns)
        {
            return (DriftResponse.Disabled, $"{judged.Champion} drifts, but the definition's triggers.drift is false: no run is started.");
        }

        if (!learnable.IsNew)
        {
            return (DriftResponse.NothingNew, learnable.Reason);
        }

        if (before?.Since is not { } since)
        {
            return (DriftResponse.Alarm, $"{judged.Champion} drifts for the first time: the alarm starts a run.");
        }

        var text = $"{judged.Champion} drifts since {InstantJson.Format(since)}";
        return before.RequestedAt is not { } asked
            ? (DriftResponse.Request, $"{text}, and now there is something new to learn from. {learnable.Reason}")
            : judged.Now - asked >= judged.Cooldown
                ? (DriftResponse.Request, $"{text}, and a run was asked for at {InstantJson.Format(asked)}, a cool-down or more ago.")
                : (DriftResponse.CoolingDown, $"{text}; a run was asked for at {InstantJson.Format(asked)}, and the next one may be from {InstantJson.Format(asked + judged.Cooldown)} on.");
    }

    // Ids begin with the minute that the monitoring started in; the rest is a hash.
    private static bool IsOlder(string monitor, string other) => string.CompareOrdinal(monitor.Split('-')[0], other.Split('-')[0]) < 0;

    private static DriftState Answer(JudgedDrift judged, DriftResponse response, string reason) =>
        new() { Champion = judged.Champion, Monitor = judged.Monitor, Response = response, Reason = reason };
}

/// <summary>What a monitoring found, when, and what there is to learn from; that is null without drift, when nobody needs to know.</summary>
public sealed record JudgedDrift
{
    public required string Monitor { get; init; }

    public required string Champion { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required TimeSpan Cooldown { get; init; }

    /// <summary>The definition's <c>triggers.drift</c>: false means that drift is told and starts nothing.</summary>
    public bool StartsRuns { get; init; } = true;

    public LearnableData? Learnable { get; init; }
}
