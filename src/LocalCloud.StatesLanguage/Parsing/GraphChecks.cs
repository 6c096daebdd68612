using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;

namespace LocalCloud.StatesLanguage.Parsing;

/// <summary>Checks a graph's transitions: every target exists, every state is reached, and there is an end.</summary>
internal static class GraphChecks
{
    public static void Check(StateGraph graph, JsonObject source, FieldReader reader, ICollection<Problem> problems)
    {
        if (!source.ContainsKey(graph.StartAt))
        {
            problems.Add(new Problem(Problem.MissingTransition, reader.At("StartAt"), $"Missing 'Next' target: {graph.StartAt}"));
        }

        foreach (var state in graph.States.Values)
        {
            foreach (var (field, target) in Transitions(state).Where(transition => !source.ContainsKey(transition.Target)))
            {
                problems.Add(new Problem(Problem.MissingTransition, $"{reader.At("States")}/{state.Name}/{field}", $"Missing 'Next' target: {target}"));
            }
        }

        // A state that is broken or missing would make others look unreached.
        var isComplete = graph.States.Count == source.Count && source.ContainsKey(graph.StartAt)
            && graph.States.Values.SelectMany(Transitions).All(transition => source.ContainsKey(transition.Target));
        if (isComplete)
        {
            CheckReach(graph, reader, problems);
        }
    }

    private static void CheckReach(StateGraph graph, FieldReader reader, ICollection<Problem> problems)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([graph.StartAt]);
        while (open.TryDequeue(out var name))
        {
            if (graph.States.TryGetValue(name, out var state) && reached.Add(name))
            {
                Transitions(state).ToList().ForEach(transition => open.Enqueue(transition.Target));
            }
        }

        foreach (var name in graph.States.Keys.Where(name => !reached.Contains(name)))
        {
            problems.Add(new Problem(Problem.MissingTransition, $"{reader.At("States")}/{name}", $"State \"{name}\" is not reachable."));
        }

        if (!graph.States.Values.Any(IsEnd))
        {
            problems.Add(new Problem(Problem.Schema, reader.At("States"), "No terminal state found: some state must have \"End\": true, or be Succeed or Fail"));
        }
    }

    private static bool IsEnd(State state) => state is not ChoiceState && state.Next is null;

    private static IEnumerable<(string Field, string Target)> Transitions(State state)
    {
        if (state.Next is { } next)
        {
            yield return ("Next", next);
        }

        if (state is ChoiceState choice)
        {
            foreach (var (branch, index) in choice.Choices.Select((branch, index) => (branch, index)))
            {
                yield return ($"Choices[{index}]/Next", branch.Next);
            }

            if (choice.Default is { } fallback)
            {
                yield return ("Default", fallback);
            }
        }

        if (state is WorkState work)
        {
            foreach (var (catcher, index) in work.Catch.Select((catcher, index) => (catcher, index)))
            {
                yield return ($"Catch[{index}]/Next", catcher.Next);
            }
        }
    }
}
