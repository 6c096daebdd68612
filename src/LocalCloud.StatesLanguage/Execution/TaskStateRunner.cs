using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>One attempt at a Task: schedule, run within its time, record how it ended.</summary>
internal sealed class TaskStateRunner(Visit visit, TaskState state)
{
    private readonly TaskEvents _events = new(visit, state.Resource);
    private readonly DateTimeOffset? _interruptedSince = visit.Checkpoint.Task is { Submitted: null } begun ? begun.ScheduledAt : null;

    public async Task<StateResult> RunAsync(CancellationToken cancellationToken)
    {
        var input = visit.Select(state.InputPath, visit.RawInput);
        var timeout = visit.Seconds(state.Timeout, input, min: 1);
        var heartbeat = visit.Seconds(state.Heartbeat, input, min: 1);
        if (visit.Checkpoint.Task?.Submitted is null)
        {
            await ScheduleAsync(timeout, heartbeat, cancellationToken);
        }

        var outcome = Limited(await RunWithinTimeAsync(timeout, heartbeat, cancellationToken));
        _events.Ended(outcome);
        return outcome switch
        {
            TaskOutcome.Succeeded done => new StateResult.Done(visit.Output(done.Output), state.Next),
            TaskOutcome.Failed failed => new StateResult.Failed(failed.Error),
            TaskOutcome.TimedOut late => new StateResult.Failed(late.Error),
            _ => throw new InvalidOperationException($"No result for {outcome}."),
        };
    }

    private async Task ScheduleAsync(int? timeout, int? heartbeat, CancellationToken cancellationToken)
    {
        if (visit.Checkpoint.Task is null)
        {
            // The token comes first: Parameters may pass it on.
            var token = state.Resource is TaskResource.Integration { WaitsForToken: true } ? NewToken() : null;
            visit.Prepare(new TaskCheckpoint { ScheduledAt = visit.Now, Token = token });
            visit.Prepare(visit.Checkpoint.Task! with { Parameters = visit.EffectiveInput() });
        }

        _events.Scheduled(visit.Checkpoint.Task!.Parameters, timeout, heartbeat);
        _events.Started();
        await visit.SaveAsync(checkpoint => checkpoint, cancellationToken);
    }

    private async Task<TaskOutcome> RunWithinTimeAsync(int? timeout, int? heartbeat, CancellationToken cancellationToken)
    {
        var time = visit.Run.Ports.Time;
        using var late = Timer(visit.Checkpoint.Task!.ScheduledAt.AddSeconds(timeout ?? 0) - visit.Now, timeout is not null, time);
        using var silent = Timer(TimeSpan.FromSeconds(heartbeat ?? 0), heartbeat is not null, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token, silent.Token);
        var progress = new Progress(this, () => silent.CancelAfter(TimeSpan.FromSeconds(heartbeat ?? 0)), heartbeat is not null);
        try
        {
            return await visit.Run.Ports.Tasks.RunAsync(Call(), progress, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            if (visit.Run.Shutdown.IsCancellationRequested)
            {
                throw;
            }

            await visit.Run.Ports.Tasks.StopAsync(Call(), visit.Run.Shutdown);
            cancellationToken.ThrowIfCancellationRequested();
            return new TaskOutcome.TimedOut(new StatesError(late.IsCancellationRequested ? StatesError.Timeout : StatesError.HeartbeatTimeout, null));
        }
        catch (Exception bug) when (bug is not (OperationCanceledException or HistoryFullException))
        {
            return new TaskOutcome.Failed(new StatesError(StatesError.Runtime, visit.Cause(bug.Message)));
        }
    }

    private TaskCall Call() => new()
    {
        Resource = state.Resource,
        Parameters = visit.Checkpoint.Task!.Parameters?.DeepClone(),
        Token = visit.Checkpoint.Task.Token,
        Submitted = visit.Checkpoint.Task.Submitted?.DeepClone(),
        InterruptedSince = _interruptedSince,
        AttemptId = AttemptId,
    };

    private TaskOutcome Limited(TaskOutcome outcome) =>
        outcome is TaskOutcome.Succeeded done && JsonText.ExceedsLimit(done.Output)
            ? new TaskOutcome.Failed(DataLimit.Exceeded(_events.Subject))
            : outcome;

    /// <summary>Random, and never that of another attempt or execution even where chance is seeded alike.</summary>
    private string NewToken()
    {
        var chance = new byte[48];
        visit.Branch.Random.NextBytes(chance);
        var attempt = $"{visit.Run.Facts.ExecutionArn} {Timestamps.Write(visit.Now)} {AttemptId} {Convert.ToHexString(chance)}";
        return Convert.ToBase64String(SHA384.HashData(Encoding.UTF8.GetBytes(attempt)));
    }

    private string AttemptId => $"{visit.Checkpoint.EnteredEventId}-{visit.Checkpoint.Retries.Sum()}";

    private static CancellationTokenSource Timer(TimeSpan left, bool isSet, TimeProvider time) =>
        new(!isSet ? Timeout.InfiniteTimeSpan : left > TimeSpan.Zero ? Min(left) : TimeSpan.Zero, time);

    /// <summary>A timer's longest time; no task of one process lasts 24 days.</summary>
    private static TimeSpan Min(TimeSpan left) => left.TotalMilliseconds < int.MaxValue ? left : TimeSpan.FromMilliseconds(int.MaxValue);

    private sealed class Progress(TaskStateRunner runner, Action restart, bool hasHeartbeat) : ITaskProgress
    {
        public async Task SubmittedAsync(JsonNode? output)
        {
            runner._events.Submitted(output);
            var submitted = output?.DeepClone() ?? new JsonObject();
            await runner.SaveSubmittedAsync(submitted);
        }

        public void Heartbeat()
        {
            if (hasHeartbeat)
            {
                restart();
            }
        }
    }

    private Task SaveSubmittedAsync(JsonNode submitted) =>
        visit.SaveAsync(checkpoint => checkpoint with { Task = checkpoint.Task! with { Submitted = submitted } }, CancellationToken.None);
}
