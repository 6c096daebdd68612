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

    /// <summary>A year's rows as a client would send them, without the label, and the labels that came true.</summary>
    public (string Csv, double[] Truth) Year(int year, bool labelled = false)
    {
        var rows = _rows.Where(row => Year(row) == year).ToList();
        var truth = rows.Select(row => double.Parse(row.Split(',')[LabelColumn], CultureInfo.InvariantCulture)).ToArray();
        return (labelled ? Csv(_header, rows) : Csv(WithoutLabel(_header), rows.Select(WithoutLabel)), truth);
    }

    private static int Year(string row) => int.Parse(row.AsSpan(DateColumn, 4), CultureInfo.InvariantCulture);

    private static string WithoutLabel(string row) => string.Join(',', row.Split(',').Where((_, index) => index != LabelColumn));

    private static string Csv(string header, IEnumerable<string> rows) =>
        rows.Aggregate(new StringBuilder(header).Append('\n'), (text, row) => text.Append(row).Append('\n')).ToString();
}
