using System.Globalization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Caching;

/// <summary>Says what the cache says of a step, and why.</summary>
public static class CacheDecision
{
    // The sentence is in the state's data, which Step Functions limits, and the names in the run's record: columns are among them, of any number and length.
    private const int MostTold = 10, MostNamed = 100, LongestName = 100;

    /// <summary>Of a step that is executed whatever is kept.</summary>
    public static StepCache Off(CacheQuestion question, string reason) => Of(question, CacheVerdict.Off, reason);

    /// <summary>Of a step whose definition has the cache off: nothing is looked up, and nothing is kept.</summary>
    public static StepCache SwitchedOff(string step) =>
        new() { Verdict = CacheVerdict.Off, Reason = $"off by the definition (steps.{step}.cache.enabled)" };

    /// <summary>Of an entry that is none: it is replaced by what the step makes.</summary>
    public static StepCache Unreadable(CacheQuestion question) => Of(question, CacheVerdict.Miss, "the entry of this key cannot be read");

    /// <summary>Of a step for which there is a result whose files are all there.</summary>
    public static StepCache Hit(CacheQuestion question, CacheEntry entry) => Of(question, CacheVerdict.Hit, $"equal to {Name(entry, question)}") with
    {
        Run = entry.Run,
        Pipeline = entry.Pipeline,
        SavedSeconds = entry.BillableSeconds,
    };

    /// <summary>Null while an entry may be used, as far as time goes.</summary>
    public static StepCache? Expired(CacheQuestion question, CacheEntry entry, CalendarDuration lifetime) =>
        entry.Until(lifetime) is var until && question.Now >= until
            ? Spoilt(question, entry, Text($"the result of {Name(entry, question)} expired at {until.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z"))
            : null;

    /// <summary>Of an entry whose files are not what it says; <paramref name="damage"/> tells which and how.</summary>
    public static StepCache Broken(CacheQuestion question, CacheEntry entry, string damage) =>
        Spoilt(question, entry, $"the result of {Name(entry, question)} cannot be used: {damage}");

    /// <summary>Of a step that nothing kept is equal to; the nearest of <paramref name="others"/> says what is different.</summary>
    public static StepCache Miss(CacheQuestion question, IEnumerable<CacheEntry> others)
    {
        if (Nearest(question, others) is not { } nearest)
        {
            return Of(question, CacheVerdict.Miss, $"no result of {question.Step} is kept yet");
        }

        var changed = Differences(nearest.Components, question.Components);
        return Of(question, CacheVerdict.Miss, $"{Sentence(changed, nearest.Components, question.Components)} since {Name(nearest, question)}") with
        {
            Changed = [.. changed.Take(MostNamed)],
            Run = nearest.Run,
            Pipeline = nearest.Pipeline,
        };
    }

    /// <summary>The names in which two sets of components differ, in order.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now) =>
        [.. before.Keys.Union(now.Keys).Where(name => before.GetValueOrDefault(name) != now.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];

    /// <summary>Of this pipeline where it has any; with the fewest differences, the newest of those.</summary>
    private static CacheEntry? Nearest(CacheQuestion question, IEnumerable<CacheEntry> others) => others
        .Where(other => other.Step == question.Step && other.Key != question.Key)
        .OrderBy(other => other.Pipeline != question.Pipeline)
        .ThenBy(other => Differences(other.Components, question.Components).Count)
        .ThenByDescending(other => other.CreatedAt)
        .FirstOrDefault();

    private static string Sentence(IReadOnlyList<string> changed, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now)
    {
        var told = string.Join(", ", changed.Take(MostTold).Select(name => Change(name, before, now)));
        return changed.Count > MostTold ? Text($"{told} and {changed.Count - MostTold} more") : told;
    }

    private static string Change(string name, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now) =>
        (before.GetValueOrDefault(name), now.GetValueOrDefault(name)) switch
        {
            (null, { } added) => $"{Cut(name, LongestName)} is new ({Short(added)})",
            ({ } removed, null) => $"{Cut(name, LongestName)} is gone (was {Short(removed)})",
            var (from, to) => $"{Cut(name, LongestName)} changed from {Short(from!)} to {Short(to!)}",
        };

    private static string Short(string value) => value switch
    {
        ['s', 'h', 'a', '2', '5', '6', ':', .. var digest] => digest[..Math.Min(digest.Length, 12)],
        { Length: ContentHash.Length } when value.All(char.IsAsciiHexDigitLower) => value[..12],
        _ => Cut(value, 60),
    };

    private static string Cut(string text, int longest) => text.Length > longest ? $"{text[..longest]}…" : text;

    private static StepCache Spoilt(CacheQuestion question, CacheEntry entry, string reason) =>
        Of(question, CacheVerdict.Miss, reason) with { Run = entry.Run, Pipeline = entry.Pipeline };

    private static string Name(CacheEntry entry, CacheQuestion question) =>
        entry.Pipeline == question.Pipeline ? $"run {entry.Run}" : $"run {entry.Run} of {entry.Pipeline}";

    private static StepCache Of(CacheQuestion question, CacheVerdict verdict, string reason) =>
        new() { Verdict = verdict, Reason = reason, Key = question.Key, Components = question.Components };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Which step asks the cache, for which pipeline, and what its result depends on.</summary>
public sealed record CacheQuestion
{
    public required string Step { get; init; }

    public required string Pipeline { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required IReadOnlyDictionary<string, string> Components { get; init; }

    public string Key => field ??= StepComponents.Key(Components);
}
