using System.Text.Json;
using Mlops.Domain.Runs;
using Mlops.Functions.Record;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.Close;

/// <summary>What a <c>Step Functions Execution Status Change</c> event says of an execution.</summary>
internal sealed record EndedExecution
{
    public required string Execution { get; init; }

    public required string Machine { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null when the execution succeeded or goes on: then there is nothing to close.</summary>
    public RunOutcome? Outcome { get; init; }

    public RunError? Error { get; init; }

    /// <summary>False when it was aborted: a person stopped it.</summary>
    public bool MayFollowUp { get; init; }

    /// <exception cref="MalformedEventException">It is no such event; everything missing is named.</exception>
    public static EndedExecution Read(JsonElement input)
    {
        var detail = input.At("detail") ?? default;
        var missing = new[] { "executionArn", "stateMachineArn", "status" }.Where(name => detail.Text(name) is null)
            .Concat(new[] { "startDate" }.Where(name => Instant(detail, name) is null))
            .ToList();
        if (missing.Count > 0)
        {
            throw new MalformedEventException($"The execution event cannot be used: {string.Join("; ", missing.Select(name => $"detail.{name} is missing"))}.");
        }

        var startedAt = Instant(detail, "startDate")!.Value;
        var (outcome, error) = Ending(detail.Text("status")!, detail);
        return new EndedExecution
        {
            Execution = detail.Text("executionArn")!,
            Machine = detail.Text("stateMachineArn")!,
            StartedAt = startedAt,
            At = Instant(detail, "stopDate") ?? startedAt,
            Outcome = outcome,
            Error = error,
            MayFollowUp = detail.Text("status") is "FAILED" or "TIMED_OUT",
        };
    }

    private static (RunOutcome? Outcome, RunError? Error) Ending(string status, JsonElement detail)
    {
        var cause = detail.Text("cause");
        return (status, detail.Text("error")) switch
        {
            ("FAILED", "DataRejected") => (RunOutcome.Rejected, new RunError("DataRejected", cause)),
            ("FAILED", "NotEnoughData") => (RunOutcome.NotEnoughData, new RunError("NotEnoughData", cause)),
            ("FAILED", var error) => (RunOutcome.Failed, new RunError(error ?? "Failed", cause)),
            ("TIMED_OUT", var error) => (RunOutcome.Failed, new RunError(error ?? "States.Timeout", cause ?? "The execution reached its time limit.")),
            ("ABORTED", var error) => (RunOutcome.Failed, new RunError(error ?? "Aborted", cause ?? "The execution was stopped.")),
            _ => (null, null),
        };
    }

    private static DateTimeOffset? Instant(JsonElement detail, string name) =>
        detail.At(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
