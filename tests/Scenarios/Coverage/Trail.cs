using System.Text.Json.Nodes;
using Amazon.StepFunctions.Model;

namespace Scenarios.Coverage;

/// <summary>What one execution came to, read from its history: the states it entered, and the retriers and catchers that its errors matched.</summary>
/// <remarks>
/// An error is retried by the first retrier that names it, while that has attempts left; else the first catcher that names it leads on. A retrier
/// without attempts is there to keep an error from the next one: matching is all it does. The matching follows
/// https://states-language.net/spec.html#errors.
/// </remarks>
internal sealed class Trail(string machine, JsonObject definition)
{
    private readonly HashSet<Entry> _entries = [];
    private readonly List<string> _errors = [];
    private string _state = "";

    public static IReadOnlySet<Entry> Of(string machine, JsonObject definition, IEnumerable<HistoryEvent> history)
    {
        var trail = new Trail(machine, definition);
        foreach (var item in history)
        {
            trail.Follow(item);
        }

        return trail._entries;
    }

    private void Follow(HistoryEvent item)
    {
        if (item.StateEnteredEventDetails?.Name is { } entered)
        {
            // Entered by the way of a catcher when the state before failed for the last time and leads here.
            NoteCatch(entered);
            (_state, _) = (entered, _entries.Add(new Entry(machine, entered, Entry.Entered)));
            _errors.Clear();
        }
        else if (item.TaskSucceededEventDetails is not null || item.LambdaFunctionSucceededEventDetails is not null)
        {
            // A state is exited by the way of a catcher too: only a success says that every error was retried.
            NoteRetries(_errors);
            _errors.Clear();
        }
        else if (Error(item) is { } error)
        {
            _errors.Add(error);
        }
    }

    private void NoteCatch(string next)
    {
        if (_errors.Count == 0)
        {
            return;
        }

        NoteRetries(_errors[..^1]);
        NoteFinal(_errors[^1]);
        var catchers = Handlers("Catch");
        if (catchers.Index().FirstOrDefault(each => Matches(each.Item, _errors[^1])) is { Item: { } catcher } found && catcher["Next"]!.ToString() == next)
        {
            _entries.Add(new Entry(machine, _state, Entry.Catch(found.Index)));
        }
    }

    private void NoteRetries(IEnumerable<string> errors)
    {
        foreach (var error in errors)
        {
            if (Retrier(error) is { } index)
            {
                _entries.Add(new Entry(machine, _state, Entry.Retry(index)));
            }
        }
    }

    private void NoteFinal(string error)
    {
        if (Retrier(error) is { } index && Handlers("Retry")[index]["MaxAttempts"]?.GetValue<int>() == 0)
        {
            _entries.Add(new Entry(machine, _state, Entry.Retry(index)));
        }
    }

    private int? Retrier(string error) => Handlers("Retry").Index().Where(each => Matches(each.Item, error)).Select(each => (int?)each.Index).FirstOrDefault();

    private IReadOnlyList<JsonNode> Handlers(string kind) => [.. (definition["States"]![_state]![kind]?.AsArray() ?? []).Select(handler => handler!)];

    private static bool Matches(JsonNode handler, string error) => handler["ErrorEquals"]!.AsArray().Select(name => name!.ToString())
        .Any(name => name == error || name == "States.ALL" || (name == "States.TaskFailed" && error != "States.Timeout"));

    private static string? Error(HistoryEvent item) => item switch
    {
        { TaskFailedEventDetails.Error: { } error } => error,
        { TaskSubmitFailedEventDetails.Error: { } error } => error,
        { TaskStartFailedEventDetails.Error: { } error } => error,
        { TaskTimedOutEventDetails: not null } => "States.Timeout",
        { LambdaFunctionFailedEventDetails.Error: { } error } => error,
        { LambdaFunctionScheduleFailedEventDetails.Error: { } error } => error,
        { LambdaFunctionStartFailedEventDetails.Error: { } error } => error,
        { LambdaFunctionTimedOutEventDetails: not null } => "States.Timeout",
        _ => null,
    };
}
