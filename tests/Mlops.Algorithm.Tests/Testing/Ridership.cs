using System.Text;

namespace Mlops.Algorithm.Tests.Testing;

/// <summary>The sample data set, cut as tests need it.</summary>
internal static class Ridership
{
    public static readonly (string Name, string Value)[] Hyperparameters =
    [
        ("problem", "regression"), ("label", "ridership"), ("time_column", "date"), ("seed", "1"),
        ("num_iterations", "400"), ("learning_rate", "0.05"), ("num_leaves", "31"),
    ];

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "samples", "ridership", "chicago-ridership.csv"));

    public static string Header => Lines[0];

    public static IReadOnlyList<string> Rows(int fromYear, int toYear) =>
        [.. Lines.Skip(1).Where(line => int.Parse(line.AsSpan(0, 4)) is var year && year >= fromYear && year <= toYear)];

    public static string Csv(IEnumerable<string> rows) => Header + "\n" + string.Concat(rows.Select(row => row + "\n"));

    /// <summary>A file per month, as users drop them.</summary>
    public static (string Key, byte[] Content)[] Months(int fromYear, int toYear) =>
        [.. Rows(fromYear, toYear).GroupBy(row => row[..7]).Select(month => ($"incoming/ridership/{month.Key}.csv", Encoding.UTF8.GetBytes(Csv(month))))];
}
