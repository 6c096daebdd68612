using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Jobs;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Evaluating;

/// <summary>The event times of the holdout's rows, in order; they label the predictions.</summary>
internal static class HoldoutTimes
{
    /// <summary>Null without a time column.</summary>
    public static IReadOnlyList<EventTime>? Read(string path, string? timeColumn)
    {
        if (timeColumn is null)
        {
            return null;
        }

        var problems = new ProblemLog();
        var times = new List<EventTime>();
        using (var table = CsvTable.Open(File.OpenRead(path), Path.GetFileName(path), problems))
        {
            var column = table?.Columns.ToList().IndexOf(timeColumn) ?? -1;
            while (column >= 0 && table!.Read())
            {
                if (EventTime.TryParse(table[column], out var time))
                {
                    times.Add(time);
                }
                else
                {
                    problems.Add(DataRules.Time, table.File, table.Row, timeColumn, "is not an ISO 8601 date or date-time");
                }
            }
        }

        return problems.Total == 0 && times.Count > 0
            ? times
            : throw JobFailedException.FromProblems($"{path} is not a prepared holdout with the time column '{timeColumn}':", [.. problems.Kept.Take(20).Select(ProblemLog.Describe)]);
    }
}
