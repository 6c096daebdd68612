using System.Collections.Concurrent;
using LocalCloud.StatesLanguage.Execution;

namespace LocalCloud.StatesLanguage.Tests.Execution;

/// <summary>Answers task calls from a script, and keeps what was called.</summary>
internal sealed class ScriptedTasks(Func<TaskCall, ITaskProgress, CancellationToken, Task<TaskOutcome>> script) : ITaskRunner
{
    public ScriptedTasks(Func<TaskCall, TaskOutcome> script)
        : this((call, _, _) => Task.FromResult(script(call)))
    {
    }

    public ConcurrentQueue<TaskCall> Calls { get; } = new();

    public ConcurrentQueue<TaskCall> Stopped { get; } = new();

    public static ScriptedTasks None { get; } = new(call => throw new InvalidOperationException($"No task was expected: {call.Resource.Arn}"));

    public Task<TaskOutcome> RunAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken)
    {
        Calls.Enqueue(call);
        return script(call, progress, cancellationToken);
    }

    public Task StopAsync(TaskCall call, CancellationToken cancellationToken)
    {
        Stopped.Enqueue(call);
        return Task.CompletedTask;
    }
}
