using System.Globalization;
using System.Text;

namespace Mlops.Cli.Demo;

/// <summary>The sample data, cut into the monthly files that the stories drop and the years they predict.</summary>
internal sealed class RidershipSample
{
    private const int DateColumn = 0;
    private const int LabelColumn = 1;

    private readonly string _header;
    private readonly string[] _rows;

    private RidershipSample(string header, string[] rows) => (_header, _rows) = (header, rows);

    /// <summary>Reads the file; it has no quoted fields, which its notice guarantees and the count of columns proves.</summary>
    public static RidershipSample Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new CliException($"The sample data is missing: {path}. It is part of the repository; restore it with git.");
        }

        var lines = File.ReadAllLines(path);
        var columns = lines[0].Split(',').Length;
        return lines.All(line => line.Split(',').Length == columns)
            ? new RidershipSample(lines[0], lines[1..])
            : throw new CliException($"{path} is damaged: not every line has {columns} columns. Restore it with git.");
    }

    /// <summary>One CSV file a month, by name such as <c>2001-01.csv</c>.</summary>
    public IReadOnlyDictionary<string, string> Months(int fromYear, int toYear) =>
        _rows.Where(row => Year(row) >= fromYear && Year(row) <= toYear)
            .GroupBy(row => row[..7])
            .ToDictionary(month => $"{month.Key}.csv", month => Csv(_header, month), StringComparer.Ordinal);

    /// <summary>One labelled CSV file a year, by name such as <c>2005.csv</c>.</summary>
    public IReadOnlyDictionary<string, string> LabelledYears(int fromYear, int toYear) =>
        Enumerable.Range(fromYear, toYear - fromYear + 1).ToDictionary(
            year => string.Create(CultureInfo.InvariantCulture, $"{year}.csv"), year => Csv(_header, Rows(year)), StringComparer.Ordinal);

    /// <summary>A year's rows month by month as clients would send them, without the label, and the labels that came true.</summary>
    public IEnumerable<(string Csv, double[] Truth)> Questions(int year) => Rows(year).GroupBy(row => row[..7]).Select(month =>
        (Csv(WithoutLabel(_header), month.Select(WithoutLabel)), month.Select(row => double.Parse(row.Split(',')[LabelColumn], CultureInfo.InvariantCulture)).ToArray()));

    /// <summary>The first month of a year with text instead of a number in the first rows of a column.</summary>
    public string Damaged(int year, string column, int rows)
    {
        var position = Array.IndexOf(_header.Split(','), column);
        return Csv(_header, Rows(year).Where(row => row[5..7] == "01").Select((row, index) => index < rows ? With(row, position, "warm") : row));
    }

    private IEnumerable<string> Rows(int year) => _rows.Where(row => Year(row) == year);

    private static string With(string row, int column, string value)
    {
        var fields = row.Split(',');
        fields[column] = value;
        return string.Join(',', fields);
    }

    private static int Year(string row) => int.Parse(row.AsSpan(DateColumn, 4), CultureInfo.InvariantCulture);

    private static string WithoutLabel(string row) => string.Join(',', row.Split(',').Where((_, index) => index != LabelColumn));

    private static string Csv(string header, IEnumerable<string> rows) =>
        rows.Aggregate(new StringBuilder(header).Append('\n'), (text, row) => text.Append(row).Append('\n')).ToString();
}
