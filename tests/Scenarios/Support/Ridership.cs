using System.Globalization;

namespace Scenarios.Support;

/// <summary>Slices of the sample data.</summary>
internal static class Ridership
{
    private static readonly string[] Lines = File.ReadAllLines(Checkout.Sample);

    public static string Header => Lines[0];

    /// <summary>One file a month, by name such as <c>2001-01.csv</c>.</summary>
    public static Dictionary<string, string> Months(int fromYear, int toYear) => Lines.Skip(1)
        .Where(line => int.Parse(line.AsSpan(0, 4), CultureInfo.InvariantCulture) is var year && year >= fromYear && year <= toYear)
        .GroupBy(line => line[..7])
        .ToDictionary(month => $"{month.Key}.csv", month => Csv([Header, .. month]), StringComparer.Ordinal);

    /// <summary>Every row with its label.</summary>
    public static IEnumerable<string> AllRows() => Lines.Skip(1);

    /// <summary>The labelled rows of a year.</summary>
    public static string Year(int year) => Csv([Header, .. AllRows().Where(line => line.StartsWith($"{year}-", StringComparison.Ordinal))]);

    /// <summary>The labelled rows of several years in one file.</summary>
    public static string Years(int fromYear, int toYear) => Csv([Header, .. AllRows().Where(line => int.Parse(line.AsSpan(0, 4), CultureInfo.InvariantCulture) is var year && year >= fromYear && year <= toYear)]);

    /// <summary>A month's rows as a client sends them: without the label.</summary>
    public static string Questions(string month) => Csv([.. Lines.Where(line => line == Header || line.StartsWith(month, StringComparison.Ordinal)).Select(WithoutLabel)]);

    public static string[] Rows(string csv) => csv.TrimEnd('\n').Split('\n');

    public static string Csv(IEnumerable<string> lines) => string.Join('\n', lines) + "\n";

    /// <summary>A row with another value in one column.</summary>
    public static string With(string row, string column, string value)
    {
        var fields = row.Split(',');
        fields[Array.IndexOf(Header.Split(','), column)] = value;
        return string.Join(',', fields);
    }

    private static string WithoutLabel(string line) => string.Join(',', line.Split(',').Where((_, column) => column != 1));
}
