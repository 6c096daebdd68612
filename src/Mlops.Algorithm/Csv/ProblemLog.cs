using System.Text.Encodings.Web;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Csv;

/// <summary>
/// Collects located problems: counts all, keeps the first <see cref="Capacity"/> and no more than a report can carry, so that
/// a wholly broken file costs no more memory than a slightly broken one.
/// </summary>
internal sealed class ProblemLog
{
    public const int Capacity = 200;

    // prepare.json becomes state data and must stay below 128 KiB, escapes included; the rest is for the other members.
    private const int MostText = 80_000;
    private const int LongestMessage = 300;

    private readonly List<DataProblem> _kept = [];
    private int _text;

    public int Total { get; private set; }

    public IReadOnlyList<DataProblem> Kept => _kept;

    public void Add(string file, long? row, string? column, string message)
    {
        Total++;
        if (_kept.Count >= Capacity || _text >= MostText)
        {
            return;
        }

        var problem = new DataProblem { File = file, Row = row, Column = column is null ? null : Short(column), Message = Short(message) };
        _text += Written(problem.File) + Written(problem.Column ?? "") + Written(problem.Message);
        _kept.Add(problem);
    }

    /// <summary>Counts problems whose locations were not kept.</summary>
    public void AddUnlisted(int count) => Total += count;

    /// <summary>A problem in one line.</summary>
    public static string Describe(DataProblem problem)
    {
        var parts = new[] { problem.File, problem.Row is null ? null : $"row {problem.Row}", problem.Column is null ? null : $"column '{problem.Column}'", problem.Message };
        return string.Join(": ", parts.OfType<string>());
    }

    private static int Written(string text) => JavaScriptEncoder.Default.Encode(text).Length;

    private static string Short(string text) => text.Length > LongestMessage ? $"{text[..LongestMessage]}…" : text;
}
