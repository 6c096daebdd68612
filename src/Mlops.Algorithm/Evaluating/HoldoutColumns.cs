using System.Text;
using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Jobs;
using Mlops.Domain.Evaluation;

namespace Mlops.Algorithm.Evaluating;

/// <summary>The raw columns of the holdout by which rows are told apart.</summary>
internal static class HoldoutColumns
{
    /// <exception cref="JobFailedException">The holdout lacks one of them, or cannot be read.</exception>
    public static IReadOnlyDictionary<string, ColumnValues> Read(string path, IReadOnlyCollection<string> names)
    {
        var texts = names.ToDictionary(name => name, _ => new List<string>(), StringComparer.Ordinal);
        if (names.Count == 0)
        {
            return new Dictionary<string, ColumnValues>();
        }

        var problems = new ProblemLog();
        using (var table = CsvTable.Open(File.OpenRead(path), Path.GetFileName(path), problems))
        {
            if (names.Where(name => table?.Columns.Contains(name) == false).ToList() is { Count: > 0 } missing)
            {
                throw new JobFailedException($"{Path.GetFileName(path)} has no column {string.Join(", ", missing.Select(name => $"'{name}'"))}, which the definition's slices or bias limits name.");
            }

            (int Index, List<string> Values)[] columns = table is null ? [] : [.. table.Columns.Index().Where(column => texts.ContainsKey(column.Item)).Select(column => (column.Index, texts[column.Item]))];
            while (table?.Read() == true)
            {
                foreach (var (index, values) in columns)
                {
                    values.Add(Encoding.UTF8.GetString(table[index]));
                }
            }
        }

        return problems.Total == 0
            ? texts.ToDictionary(column => column.Key, column => new ColumnValues(column.Key, column.Value, Numbers(column.Value)), StringComparer.Ordinal)
            : throw JobFailedException.FromProblems($"{Path.GetFileName(path)} cannot be read:", [.. problems.Kept.Take(20).Select(ProblemLog.Describe)]);
    }

    // A column is one of numbers when all that it has are; as everywhere in the container, by CsvValue.
    private static double[]? Numbers(List<string> texts)
    {
        var numbers = new double[texts.Count];
        for (var row = 0; row < numbers.Length; row++)
        {
            var field = Encoding.UTF8.GetBytes(texts[row]);
            if (CsvValue.IsMissingNumber(field))
            {
                numbers[row] = double.NaN;
            }
            else if (!CsvValue.TryParseNumber(field, out numbers[row]))
            {
                return null;
            }
        }

        return numbers.Any(double.IsFinite) ? numbers : null;
    }
}
