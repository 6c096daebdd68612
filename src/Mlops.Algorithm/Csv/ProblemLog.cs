using Mlops.Domain.Training;

namespace Mlops.Algorithm.Csv;

/// <summary>Collects located problems: counts all, keeps the first <see cref="Capacity"/>, so that a wholly broken file costs no more memory than a slightly broken one.</summary>
internal sealed class ProblemLog
{
    public const int Capacity = 1000;

    private readonly List<DataProblem> _kept = [];

    public int Total { get; private set; }

    public IReadOnlyList<DataProblem> Kept => _kept;

    public void Add(string file, long? row, string? column, string message)
    {
        Total++;
        if (_kept.Count < Capacity)
        {
            _kept.Add(new DataProblem { File = file, Row = row, Column = column, Message = message });
        }
    }

    /// <summary>Counts problems whose locations were not kept.</summary>
    public void AddUnlisted(int count) => Total += count;

    /// <summary>A problem in one line.</summary>
    public static string Describe(DataProblem problem)
    {
        var parts = new[] { problem.File, problem.Row is null ? null : $"row {problem.Row}", problem.Column is null ? null : $"column '{problem.Column}'", problem.Message };
        return string.Join(": ", parts.OfType<string>());
    }
}
