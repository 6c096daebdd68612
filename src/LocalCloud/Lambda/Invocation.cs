using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>One event on its way through one worker.</summary>
internal sealed class Invocation(string requestId, string payload, DateTimeOffset deadline)
{
    private readonly TaskCompletionSource<InvocationResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId { get; } = requestId;

    public string Payload { get; } = payload;

    /// <summary>In real time: the runtime compares it with the machine's own clock.</summary>
    public DateTimeOffset Deadline { get; } = deadline;

    public Task<InvocationResult> Result => _result.Task;

    /// <summary>The first result counts; false for any later one.</summary>
    public bool Complete(InvocationResult result) => _result.TrySetResult(result);
}

/// <summary>What a function answered: its payload as JSON text, and <c>Unhandled</c> when it is an error.</summary>
public sealed record InvocationResult(string Payload, string? FunctionError)
{
    /// <summary>The end of the invocation's log, within 4 KB.</summary>
    public string LogTail { get; init; } = "";
}
