using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LocalCloud.Models;
using LocalCloud.Processes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Execution;
using LocalCloud.StepFunctions.Integrations;

namespace LocalCloud.StepFunctions;

/// <summary>Runs executions in the background; stopping leaves them where <see cref="ResumeAll"/> finds them.</summary>
internal sealed class ExecutionHost(StepFunctionsContext context, ExecutionStore executions, ExecutionLog log, TaskTokens tokens) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _shutdown = new();
    private readonly StatusEvents _events = new(executions, context.Events);

    /// <summary>Goes on with everything that was running, and announces what ended unannounced.</summary>
    public void ResumeAll()
    {
        foreach (var execution in executions.All())
        {
            if (execution.Text("status") == "RUNNING" || execution.Flag("announce"))
            {
                Run(execution.Text("executionArn"));
            }
        }
    }

    public void Run(string arn)
    {
        // The run begins only after it is in the table: its end takes it out again.
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var abort = new AbortSignal();
        var running = new Running(RunAsync(arn, abort, begin.Task), abort);
        if (_running.TryAdd(arn, running))
        {
            begin.SetResult();
        }
    }

    /// <summary>Ends an execution and returns when its end is stored, even when nothing runs it at the moment.</summary>
    public async Task AbortAsync(string arn, StatesError reason, CancellationToken cancellationToken)
    {
        if (_running.TryGetValue(arn, out var running))
        {
            running.Abort.Abort(reason);
            await running.Work.WaitAsync(cancellationToken);
        }
        else if (new StoreJournal(executions, log, arn).EndFromOutside("ExecutionAborted", reason, context.Time.GetUtcNow()))
        {
            await AnnounceAsync(arn);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _shutdown.CancelAsync();
        await Task.WhenAll(_running.Values.Select(running => running.Work));
        _shutdown.Dispose();
    }

    private async Task RunAsync(string arn, AbortSignal abort, Task begin)
    {
        await begin;
        try
        {
            await AnnounceAsync(arn);
            if (executions.Get(arn) is var execution && execution.Text("status") == "RUNNING")
            {
                await InterpretOrFailAsync(execution, abort);
                await AnnounceAsync(arn);
            }
        }
        catch (OperationCanceledException) when (_shutdown.IsCancellationRequested)
        {
            // Resumable: the last checkpoint is stored.
        }
        finally
        {
            // The signal is not disposed: a StopExecution that found this run may still be about to use it.
            _running.TryRemove(arn, out _);
        }
    }

    private async Task AnnounceAsync(string arn)
    {
        try
        {
            if (executions.Get(arn) is var execution && execution.Flag("announce"))
            {
                if (execution.Text("status") != "RUNNING")
                {
                    tokens.Forget(arn);
                }

                await _events.AnnounceAsync(arn, _shutdown.Token);
            }
        }
        catch (Exception problem) when (!_shutdown.IsCancellationRequested)
        {
            // The mark stays, and an execution does not depend on who listens to it.
            context.Logger.NotAnnounced(problem, arn);
        }
    }

    private async Task InterpretOrFailAsync(JsonObject execution, AbortSignal abort)
    {
        try
        {
            await InterpretAsync(execution, abort);
        }
        catch (Exception bug) when (!_shutdown.IsCancellationRequested)
        {
            // The boundary of an execution: one that cannot go on has failed, or it would be RUNNING for ever.
            var arn = execution.Text("executionArn");
            context.Logger.ExecutionBroke(bug, arn);
            var cause = $"An internal error ended the execution: {bug.Message}";
            new StoreJournal(executions, log, arn).EndFromOutside("ExecutionFailed", new StatesError(StatesError.Runtime, cause), context.Time.GetUtcNow());
        }
    }

    private async Task InterpretAsync(JsonObject execution, AbortSignal abort)
    {
        var facts = Facts(execution);
        if (execution.Child("abort") is { } requested)
        {
            abort.Abort(new StatesError(requested.TextOrNull("error"), requested.TextOrNull("cause")));
        }

        var tasks = new TaskDispatcher(context, tokens, facts);
        var ports = new ExecutionPorts(tasks, new StoreJournal(executions, log, facts.ExecutionArn), context.Time, context.Fork());
        var definition = MachineDefinitions.Require(execution.Text("definition"));
        await new Interpreter(definition, facts, ports).RunAsync(LastCheckpoint(facts.ExecutionArn), abort, _shutdown.Token);
    }

    /// <summary>Branches write events without checkpoints: numbering goes on after the newest event of all.</summary>
    private Checkpoint? LastCheckpoint(string arn)
    {
        if (executions.Checkpoint(arn) is not { } json)
        {
            return null;
        }

        return Checkpoint.FromJson(json) with { LastEventId = executions.LastEventId(arn) };
    }

    private ExecutionFacts Facts(JsonObject execution) => new()
    {
        ExecutionArn = execution.Text("executionArn"),
        ExecutionName = execution.Text("name"),
        StateMachineArn = execution.Text("stateMachineArn"),
        StateMachineName = execution.Text("machineName"),
        RoleArn = execution.Text("roleArn"),
        Region = context.Identity.Region,
        Input = execution.Text("input"),
        StartTime = Timestamps.Parse(execution.Text("startDate")),
    };

    private sealed record Running(Task Work, AbortSignal Abort);
}
