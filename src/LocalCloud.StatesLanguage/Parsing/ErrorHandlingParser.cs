using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Parsing;

/// <summary>Parses <c>Retry</c> and <c>Catch</c>.</summary>
internal static class ErrorHandlingParser
{
    private const int MaxCount = 99_999_999;
    private const int MaxDelay = 31_622_400;

    public static IReadOnlyList<Retrier> Retry(FieldReader state, ICollection<Problem> problems) =>
        Entries(state, "Retry", problems).Select(Retrier).ToList();

    public static IReadOnlyList<Catcher> Catch(FieldReader state, ICollection<Problem> problems) =>
        Entries(state, "Catch", problems).Select(Catcher).ToList();

    private static Retrier Retrier(FieldReader entry)
    {
        entry.Text("Comment");
        var interval = entry.Whole("IntervalSeconds", 1, MaxCount) ?? 1;
        var maxDelay = entry.Whole("MaxDelaySeconds", 1, MaxDelay);
        if (maxDelay <= interval)
        {
            entry.Report(entry.At("MaxDelaySeconds"), "MaxDelaySeconds must be greater than IntervalSeconds");
        }

        var jitter = entry.Text("JitterStrategy") ?? "NONE";
        if (jitter is not ("NONE" or "FULL"))
        {
            entry.Report(entry.At("JitterStrategy"), "Value is not one of [FULL, NONE]");
        }

        var retrier = new Retrier
        {
            ErrorEquals = ErrorEquals(entry),
            IntervalSeconds = interval,
            MaxAttempts = entry.Whole("MaxAttempts", 0, MaxCount) ?? 3,
            BackoffRate = entry.Number("BackoffRate", 1.0) ?? 2.0,
            MaxDelaySeconds = maxDelay,
            FullJitter = jitter == "FULL",
        };
        entry.Finish();
        return retrier;
    }

    private static Catcher Catcher(FieldReader entry)
    {
        entry.Text("Comment");
        entry.Require("Next");
        var catcher = new Catcher
        {
            ErrorEquals = ErrorEquals(entry),
            Next = entry.Text("Next") ?? "",
            ResultPath = entry.ResultPath(),
        };
        entry.Finish();
        return catcher;
    }

    private static List<string> ErrorEquals(FieldReader entry)
    {
        entry.Require("ErrorEquals");
        var names = (entry.Array("ErrorEquals") ?? []).Select(JsonValues.AsString).ToList();
        if (entry.Has("ErrorEquals") && (names.Count == 0 || names.Contains(null)))
        {
            entry.Report(entry.At("ErrorEquals"), "Value must be a non-empty array of strings");
        }

        if (names.Contains(StatesError.All) && names.Count > 1)
        {
            entry.Report(entry.At("ErrorEquals"), "States.ALL must appear alone");
        }

        return names.OfType<string>().ToList();
    }

    private static List<FieldReader> Entries(FieldReader state, string field, ICollection<Problem> problems)
    {
        var readers = new List<FieldReader>();
        var entries = state.Array(field) ?? [];
        for (var i = 0; i < entries.Count; i++)
        {
            var place = $"{state.At(field)}[{i}]";
            if (entries[i] is not JsonObject entry)
            {
                state.Report(place, $"An entry of {field} must be an object");
                continue;
            }

            readers.Add(new FieldReader(entry, place, problems));
            if (i < entries.Count - 1 && entry["ErrorEquals"] is JsonArray names && names.Any(name => JsonValues.AsString(name) == StatesError.All))
            {
                state.Report(place + "/ErrorEquals", $"States.ALL must appear in the last entry of {field}");
            }
        }

        return readers;
    }
}
