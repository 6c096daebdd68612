using System.Text.Encodings.Web;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Csv;

/// <summary>
/// Collects located problems: counts all, by file, column and rule too, and keeps the first <see cref="Capacity"/> and no more than
/// a report can carry, so that a wholly broken file costs no more memory than a slightly broken one.
/// </summary>
internal sealed class ProblemLog
{
    public const int Capacity = 200;

    // prepare.json becomes state data and must stay below 128 KiB, escapes included; the rest is for the other members.
    private const int MostText = 80_000;
    private const int LongestMessage = 300;
    private const int MostGroups = 1000;

    private readonly List<DataProblem> _kept = [];
    private readonly List<ProblemGroup> _groups = [];
    private readonly Dictionary<(string File, string? Column, string Rule), ProblemGroup> _byPlace = [];
    private int _text;

    public int Total { get; private set; }

    public IReadOnlyList<DataProblem> Kept => _kept;

    /// <summary>The problems by file, column and rule, the most frequent first; groups beyond many are left out.</summary>
    public IReadOnlyList<ProblemGroup> Groups => [.. _groups.OrderByDescending(group => group.Count)];

    public void Add(string rule, string file, long? row, string? column, string message)
    {
        Total++;
        Group(rule, file, column)?.Add(row, Short(message));
        if (_kept.Count >= Capacity || _text >= MostText)
        {
            return;
        }

        var problem = new DataProblem { File = file, Row = row, Column = column is null ? null : Short(column), Rule = rule, Message = Short(message) };
        _text += Written(problem.File) + Written(problem.Column ?? "") + Written(problem.Message);
        _kept.Add(problem);
    }

    /// <summary>Counts problems whose places were not kept.</summary>
    public void AddUnlisted(int count) => Total += count;

    /// <summary>Counts a problem whose message was not kept.</summary>
    public void AddUnlisted(string rule, string file, long row, string column)
    {
        Total++;
        Group(rule, file, column)?.Add(row, message: null);
    }

    /// <summary>The largest groups in one sentence.</summary>
    public string Describe(int most)
    {
        var described = Groups.Take(most).ToList();
        var rest = Total - described.Sum(group => group.Count);
        return string.Join("; ", described.Select(group => group.Describe())) + (rest > 0 ? $"; and {rest} more" : "");
    }

    /// <summary>A problem in one line.</summary>
    public static string Describe(DataProblem problem)
    {
        var parts = new[] { problem.File, problem.Row is null ? null : $"row {problem.Row}", problem.Column is null ? null : $"column '{problem.Column}'", problem.Message };
        return string.Join(": ", parts.OfType<string>());
    }

    private ProblemGroup? Group(string rule, string file, string? column)
    {
        column = column is null ? null : Short(column);
        if (!_byPlace.TryGetValue((file, column, rule), out var group) && _groups.Count < MostGroups)
        {
            group = new ProblemGroup(file, column, rule);
            _byPlace.Add((file, column, rule), group);
            _groups.Add(group);
        }

        return group;
    }

    private static int Written(string text) => JavaScriptEncoder.Default.Encode(text).Length;

    private static string Short(string text) => text.Length > LongestMessage ? $"{text[..LongestMessage]}…" : text;
}
