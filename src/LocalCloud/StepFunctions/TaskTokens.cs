using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LocalCloud.Processes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Execution;
using LocalCloud.StatesLanguage.Paths;
using LocalCloud.Storage;

namespace LocalCloud.StepFunctions;

/// <summary>
/// Tasks that wait for their token. An answer is stored before it is acknowledged: an execution that is interrupted between
/// the two finds it when it goes on.
/// </summary>
internal sealed class TaskTokens(DocumentStore store)
{
    private const string Collection = "states.tokens";

    private readonly ConcurrentDictionary<string, Waiter> _waiters = new(StringComparer.Ordinal);

    public string? MachineOf(string token) => store.Get(Collection, token)?.TextOrNull("stateMachineArn");

    public void Open(string token, string stateMachineArn, string executionArn)
    {
        if (store.Get(Collection, token) is null)
        {
            store.Put(Collection, token, new JsonObject { ["stateMachineArn"] = stateMachineArn, ["executionArn"] = executionArn });
        }
    }

    /// <summary>Waits for the answer; the token is worth nothing afterwards.</summary>
    public async Task<TaskOutcome> WaitAsync(string token, ITaskProgress progress, CancellationToken cancellationToken)
    {
        var waiter = _waiters.GetOrAdd(token, _ => new Waiter(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), progress));
        try
        {
            if (store.Get(Collection, token)?["answer"] is null)
            {
                await waiter.Answered.Task.WaitAsync(cancellationToken);
            }

            var answer = store.Get(Collection, token)?.Child("answer") ?? [];
            return answer.ContainsKey("output")
                ? new TaskOutcome.Succeeded(JsonText.Parse(answer.Text("output")))
                : new TaskOutcome.Failed(new StatesError(answer.TextOrNull("error"), answer.TextOrNull("cause")));
        }
        finally
        {
            _waiters.TryRemove(token, out _);
        }
    }

    /// <summary>Drops the tokens of an execution that has ended; before that an answer may still be needed after a restart.</summary>
    public void Forget(string executionArn)
    {
        foreach (var (token, _) in store.Scan(Collection).Where(row => row.Value.TextOrNull("executionArn") == executionArn))
        {
            Close(token);
        }
    }

    public void Close(string token) => store.Delete(Collection, token);

    public void Answer(string token, JsonObject answer)
    {
        store.Transact(() =>
        {
            var waiting = Require(token);
            if (waiting["answer"] is not null)
            {
                throw TimedOut(token);
            }

            waiting["answer"] = answer;
            store.Put(Collection, token, waiting);
        });
        if (_waiters.TryGetValue(token, out var waiter))
        {
            waiter.Answered.TrySetResult();
        }
    }

    public void Heartbeat(string token)
    {
        Require(token);
        if (_waiters.TryGetValue(token, out var waiter))
        {
            waiter.Progress.Heartbeat();
        }
    }

    private JsonObject Require(string token) => store.Get(Collection, token) ?? throw TimedOut(token);

    private static Api.AwsException TimedOut(string token) => IsToken(token)
        ? StatesErrors.Bad("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")
        : StatesErrors.InvalidToken("Invalid Token: 'Invalid token'");

    private static bool IsToken(string token) => token.Length == 64 && Convert.TryFromBase64String(token, new byte[48], out _);

    private sealed record Waiter(TaskCompletionSource Answered, ITaskProgress Progress);
}
