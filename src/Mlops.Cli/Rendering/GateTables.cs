using System.Globalization;
using Mlops.Domain.Evaluation;
using Spectre.Console;

namespace Mlops.Cli.Rendering;

/// <summary>Tables and cells as the gate's figures have them.</summary>
internal static class GateTables
{
    public static Table Titled(string title, IReadOnlyList<string> texts, IReadOnlyList<string> numbers)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.Title = new TableTitle(Markup.Escape(title));
        foreach (var name in texts)
        {
            table.AddColumn(new TableColumn(Markup.Escape(name)) { NoWrap = true });
        }

        foreach (var name in numbers)
        {
            table.AddColumn(new TableColumn(Markup.Escape(name)) { Alignment = Justify.Right });
        }

        return table;
    }

    public static string Between(MetricDifference? difference) => difference is null ? "" : Text($"{difference.Lower:0.####} … {difference.Upper:0.####}");

    public static string Number(double? value) => value is { } number ? Text($"{number:0.####}") : "–";

    public static string Share(double? value) => value is { } share ? Text($"{share:0.0%}") : "–";

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
