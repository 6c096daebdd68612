using System.Text;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Csv;

/// <summary>Collects the values of a binary label, and finds the two classes among them. A few labels of a third value are mistakes; many are another kind of problem.</summary>
internal sealed class ClassProfile(string label, string? positiveClass)
{
    private const double ClassShare = 0.95;
    private const int KeptPlaces = ProblemLog.Capacity;
    private const int MostValues = 10_000;

    private readonly Dictionary<string, SeenValue> _values = new(StringComparer.Ordinal);
    private string? _file;

    /// <summary>Takes a label; one that is missing is a problem at once.</summary>
    public void Observe(string file, long row, ReadOnlySpan<byte> value, ProblemLog problems)
    {
        _file ??= file;
        if (CsvValue.IsMissingNumber(value))
        {
            problems.Add(DataRules.Class, file, row, label, "the label is missing");
            return;
        }

        var text = BinaryClasses.Normalize(Encoding.UTF8.GetString(value));
        if (!_values.TryGetValue(text, out var seen) && _values.Count < MostValues)
        {
            _values.Add(text, seen = new SeenValue());
        }

        seen?.Add(file, row);
    }

    /// <summary>Takes over what was observed elsewhere.</summary>
    public void Absorb(ClassProfile other)
    {
        _file ??= other._file;
        foreach (var (value, seen) in other._values.Where(value => _values.Count < MostValues || _values.ContainsKey(value.Key)))
        {
            if (!_values.TryGetValue(value, out var mine))
            {
                _values.Add(value, mine = new SeenValue());
            }

            mine.Add(seen);
        }
    }

    /// <summary>The classes; null with the reason among the problems, or without one when there is no row.</summary>
    public BinaryClasses? Report(ProblemLog problems)
    {
        var kept = Strays(problems);
        if (_file is null || kept.Count == 0)
        {
            return null;
        }

        var (classes, problem) = BinaryClasses.Of(kept, positiveClass);
        if (problem is not null)
        {
            problems.Add(DataRules.Class, _file, null, label, problem);
        }

        return classes;
    }

    // The values without the few that are beside the two most frequent ones: those are told by their places.
    private List<string> Strays(ProblemLog problems)
    {
        var byCount = _values.OrderByDescending(value => value.Value.Count).ThenBy(value => value.Key, StringComparer.Ordinal).ToList();
        var strays = byCount.Skip(2).ToList();
        if (strays.Count == 0 || strays.Sum(value => value.Value.Count) > (1 - ClassShare) * byCount.Sum(value => value.Value.Count))
        {
            return [.. _values.Keys];
        }

        foreach (var (value, seen) in strays)
        {
            foreach (var (file, row) in seen.Places)
            {
                problems.Add(DataRules.Class, file, row, label, $"the label {CsvValue.Excerpt(Encoding.UTF8.GetBytes(value))} is neither '{byCount[0].Key}' nor '{byCount[1].Key}'");
            }

            problems.AddUnlisted(seen.Count - seen.Places.Count);
        }

        return [.. byCount.Take(2).Select(value => value.Key)];
    }

    private sealed class SeenValue
    {
        public int Count { get; private set; }

        public List<(string File, long Row)> Places { get; } = [];

        public void Add(string file, long row)
        {
            Count++;
            if (Places.Count < KeptPlaces)
            {
                Places.Add((file, row));
            }
        }

        public void Add(SeenValue other)
        {
            Count += other.Count;
            Places.AddRange(other.Places.Take(KeptPlaces - Places.Count));
        }
    }
}
