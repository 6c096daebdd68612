using System.Globalization;
using Mlops.Domain.Contracts;
using Mlops.Domain.Training;
using Spectre.Console;

namespace Mlops.Cli.Rendering;

/// <summary>A data profile as a table: a column of the data a row, its distribution drawn beside its figures.</summary>
internal static class ProfileView
{
    private const int TopCategories = 3;

    public static void Show(IAnsiConsole console, DataProfile profile)
    {
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{profile.Rows:N0} rows in {profile.Files} {(profile.Files == 1 ? "file" : "files")}, {profile.Columns.Count} columns."));
        var table = new Table().Border(TableBorder.Simple).AddColumn("column").AddColumn("type");
        foreach (var heading in new[] { "missing", "distinct", "mean", "sd", "min", "q25", "median", "q75", "max" })
        {
            table.AddColumn(new TableColumn(heading) { Alignment = Justify.Right, NoWrap = true });
        }

        table.AddColumn(new TableColumn("histogram, or most frequent values") { NoWrap = false });
        foreach (var column in profile.Columns)
        {
            table.AddRow([.. Cells(column).Select(cell => new Markup(Markup.Escape(ShownText.Of(cell))))]);
        }

        console.Write(table);
        if (profile.ProblemCount > 0)
        {
            console.WriteLine(ShownText.Of($"{profile.ProblemCount} rows or headers cannot be read, such as {profile.Problems[0].File}, row {profile.Problems[0].Row}: {profile.Problems[0].Message}"));
        }
    }

    private static IEnumerable<string> Cells(ProfiledColumn column)
    {
        var type = column.Type;
        var shown = type.ToString();
        string[] figures = ["", "", "", "", "", "", ""];
        string picture;
        if (type is ColumnType.Number or ColumnType.Integer && column.Numbers is { Count: > 0 } numbers)
        {
            var shape = new SketchShape(numbers);
            double[] values = [numbers.Mean, shape.StandardDeviation, numbers.Minimum, shape.Quantile(0.25), shape.Quantile(0.5), shape.Quantile(0.75), numbers.Maximum];
            figures = [.. values.Select(value => value.ToString("G4", CultureInfo.InvariantCulture))];
            picture = shape.Bars();
        }
        else if (type is ColumnType.Date or ColumnType.DateTime)
        {
            picture = $"{column.Earliest:yyyy-MM-dd} – {column.Latest:yyyy-MM-dd}";
        }
        else
        {
            picture = Top(column);
        }

        var missing = (100 * column.MissingShare).ToString("0.##", CultureInfo.InvariantCulture) + " %";
        var distinct = (column.DistinctIsExact ? "" : "> ") + column.Distinct.ToString("N0", CultureInfo.InvariantCulture);
        return [column.Name, char.ToLowerInvariant(shown[0]) + shown[1..], missing, distinct, .. figures, picture];
    }

    private static string Top(ProfiledColumn column)
    {
        var counts = column.Categories?.Counts ?? new Dictionary<string, long>();
        var top = counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Take(TopCategories)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key} {100.0 * entry.Value / Math.Max(1, column.Rows):0.#} %"));
        return string.Join(", ", top) + (counts.Count > TopCategories ? ", …" : "");
    }
}
