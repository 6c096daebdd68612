using System.Text.Json;
using Mlops.Domain.Caching;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Runs;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.Record;

/// <summary>Reads the state data of the Retrain machine. A failed execution has only a part of it, so nothing here is required.</summary>
internal sealed class MachineState(JsonElement state)
{
    // Causes may carry a whole job description.
    private const int LongestCause = 4000;

    public string? Run => Text("admission", "run");

    public RunTrigger? Trigger()
    {
        try
        {
            return state.Deserialize(FunctionsJson.Wire.RunTrigger);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public RunProgress Progress(string pipeline, string run) => new()
    {
        Data = ContractFindings.Read(At("prepared"), pipeline, run),
        Steps = [.. PipelineSteps.Names.Select(Step).OfType<RunStep>()],
        Package = Text("package", "ModelPackageArn"),
        Deployment = Text("deployment", "outcome") is { } outcome
            ? new RunDeployment { Outcome = outcome, Endpoint = Text("deployment", "endpoint"), Config = Text("deployment", "config") }
            : null,
        SupersededBy = Text("admission", "supersededBy"),
    };

    /// <summary>Why it ended so: the caught error, or the reason that the machine gives with an outcome that is no success.</summary>
    public RunError? Error(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Failed => new RunError(Text("error", "Error") ?? "Failed", Short(Text("error", "Cause") ?? Text("outcome", "reason"))),
        RunOutcome.Rejected => new RunError("DataRejected", Short(Text("outcome", "reason") ?? Text("prepared", "reason"))),
        RunOutcome.NotEnoughData => new RunError("NotEnoughData", Short(Text("outcome", "reason") ?? Text("prepared", "reason"))),
        _ => null,
    };

    private RunStep? Step(string name) => (JobStep.Read(name, At(name)), Trouble(name)) switch
    {
        (var job, null) => job,
        (var job, var trouble) => (job ?? new RunStep { Step = name }) with { Cache = trouble },
    };

    // A lookup or a keeping that failed for good left its error where its answer belongs. After a hit nothing is kept: what is there is an earlier round's.
    private StepCache? Trouble(string step) =>
        Failure("cached", step) is { } unasked ? StepCache.NotAsked(unasked)
        : !IsHit(step) && Failure("kept", step) is { } unkept ? StepCache.NotKept(unkept)
        : null;

    private bool IsHit(string step) => At("cached")?.At(step)?.Text("verdict") == "hit";

    private string? Failure(string member, string step) => At(member)?.At(step) is { } answer && answer.Text("Error") is { } error
        ? Short($"{error}: {answer.Text("Cause")}")
        : null;

    private static string? Short(string? cause) => cause?.Length > LongestCause ? cause[..LongestCause] + "…" : cause;

    private string? Text(string member, string name) => At(member) is { } owner ? owner.Text(name) : null;

    private JsonElement? At(string member) => state.At(member);
}
