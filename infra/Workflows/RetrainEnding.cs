using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.StepFunctions;

namespace Mlops.Infra.Workflows;

/// <summary>The ways out of the Retrain machine: each names its outcome and its reason, passes Record and ends in the state of that outcome.</summary>
internal sealed class RetrainEnding
{
    private const string Outcome = "$.outcome";

    private readonly StateFactory _states;
    private readonly Chain _record;

    public RetrainEnding(StateFactory states, Payloads payloads, IFunction record)
    {
        _states = states;

        // Record has no Record to fall back on: the rule on failed executions does its work then.
        var task = states.Invoke(
            "Record", record, payloads.RecordEnd(), "$.record", states.Fail("NotRecorded", "NotRecorded", $"{StateFactory.Error}.Cause"));
        _record = task.Next(WhichEnd());
        Failed = Way("Failed", "failed", reasonPath: $"States.Format('{{}}: {{}}', {StateFactory.Error}.Error, {StateFactory.Error}.Cause)");
        Superseded = Way("Superseded", "superseded");
        Unchanged = Way("Unchanged", "unchanged");
        Refused = Way("Refused", "refused");
        Declined = Way("Declined", "declined");
        Expired = Way("Expired", "expired");
        Deployed = Way("Deployed", "deployed");
        Partial = Way("Partial", "partial");
        DataRejected = Way("DataRejected", "rejected", reasonPath: "$.prepared.reason");
        NotEnoughData = Way("NotEnoughData", "not-enough-data", reasonPath: "$.prepared.reason");
        NothingUploaded = Way("NothingUploaded", "not-enough-data", reason: "Nothing has been uploaded under the pipeline's prefix.");
        ChampionKeptMoving = Way(
            "ChampionKeptMoving", "failed", reason: "Other deployments replaced the champion each time before this model could be deployed.");
    }

    /// <summary>After a caught error, which is in <c>$.error</c>.</summary>
    public IChainable Failed { get; }

    public IChainable Superseded { get; }

    public IChainable Unchanged { get; }

    public IChainable Refused { get; }

    /// <summary>Somebody rejected the model, or nobody approved it in time: the champion stays, as after a refusal by the gate.</summary>
    public IChainable Declined { get; }

    public IChainable Expired { get; }

    public IChainable Deployed { get; }

    /// <summary>After the one step that was asked for.</summary>
    public IChainable Partial { get; }

    public IChainable DataRejected { get; }

    public IChainable NotEnoughData { get; }

    public IChainable NothingUploaded { get; }

    public IChainable ChampionKeptMoving { get; }

    /// <summary>A stopped job is no error to Step Functions; a job at its limit is stopped.</summary>
    public IChainable JobNotCompleted(string job, string statusPath) => _states.Set($"{job}NotCompleted", StateFactory.Error, new Dictionary<string, object>
    {
        ["Error"] = $"{job}NotCompleted",
        ["Cause.$"] = $"States.Format('The job ended as {{}} instead of Completed; a job that reaches its timeout is stopped.', {statusPath})",
    }).Next(Failed);

    private Chain Way(string name, string outcome, string? reason = null, string? reasonPath = null)
    {
        var value = new Dictionary<string, object> { ["name"] = outcome };
        if (reasonPath is not null)
        {
            value["reason.$"] = reasonPath;
        }
        else if (reason is not null)
        {
            value["reason"] = reason;
        }

        return _states.Set($"Outcome{name}", Outcome, value).Next(_record);
    }

    private Choice WhichEnd()
    {
        const string reason = $"{Outcome}.reason";
        return _states.Choice("WhichEnd")
            .When(Is("deployed"), _states.Succeed("Deployed"))
            .When(Is("unchanged"), _states.Succeed("Unchanged"))
            .When(Is("superseded"), _states.Succeed("Superseded"))
            .When(Is("refused"), _states.Succeed("Refused"))
            .When(Is("declined"), _states.Succeed("Declined"))
            .When(Is("expired"), _states.Succeed("Expired"))
            .When(Is("partial"), _states.Succeed("Partial"))
            .When(Is("rejected"), _states.Fail("DataRejected", "DataRejected", reason))
            .When(Is("not-enough-data"), _states.Fail("NotEnoughData", "NotEnoughData", reason))
            .Otherwise(_states.Fail("Failed", "Failed", reason));
    }

    private static Condition Is(string outcome) => Condition.StringEquals($"{Outcome}.name", outcome);
}
