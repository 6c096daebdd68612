using System.Text.Json;
using Amazon.Lambda.Core;
using Mlops.Domain.Runs;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.Record;

/// <summary>Writes what the machine knows into the run's record, closes it and frees the training lease. Idempotent by the run: a closed record stays as it is.</summary>
internal sealed class RecordHandler(RunCloser closer, StepOutputs outputs)
{
    public async Task<RecordOutput> HandleAsync(RecordInput input, ILambdaContext context)
    {
        var state = new MachineState(input.State);
        var run = state.Run ?? input.RunFromStart;
        if (run is null)
        {
            // Failed before Admit gave it a name: nothing was written, nothing is held.
            return new RecordOutput(null, input.Outcome);
        }

        var ending = new RunEnding(input.Outcome, input.Now, state.Error(input.Outcome), state.Progress(input.Pipeline, run));
        var record = await closer.EndAsync(new RunKey(input.Pipeline, run, input.Execution), ending, Seed(input, state, run), context.Deadline()).ConfigureAwait(false);
        await outputs.ExpireAsync(record, context.Deadline()).ConfigureAwait(false);
        return new RecordOutput(run, input.Outcome);
    }

    private static RunRecord Seed(RecordInput input, MachineState state, string run) => new()
    {
        Run = run,
        Pipeline = input.Pipeline,
        Execution = input.Execution,
        Trigger = state.Trigger(),
        StartedAt = input.StartedAt ?? input.Now,
    };
}

/// <summary>Payload of <c>record</c>: the Retrain machine's whole state data, and how it ends.</summary>
public sealed record RecordInput
{
    public required JsonElement State { get; init; }

    public required string Pipeline { get; init; }

    public required string Execution { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>With it a run that failed before Admit gets its record too.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public required RunOutcome Outcome { get; init; }

    internal string? RunFromStart => StartedAt is { } start ? Domain.Triggers.RunId.Of(Execution, start) : null;
}

/// <summary>Answer of <c>record</c> and <c>close</c>; the run is null when the execution had none.</summary>
public sealed record RecordOutput(string? Run, RunOutcome Outcome);
