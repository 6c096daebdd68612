using System.Globalization;
using System.Text.Json.Nodes;
using Mlops.Cli.Monitoring;
using Spectre.Console;

namespace Mlops.Cli.Rendering;

/// <summary>Monitorings: whether the data and the model are still what they were, and what was done about it.</summary>
internal static class MonitorView
{
    private const int MostColumns = 10;

    public static void Table(IAnsiConsole console, string pipeline, IReadOnlyList<Monitored> monitorings)
    {
        if (monitorings.Count == 0)
        {
            console.MarkupLineInterpolated($"{pipeline} has never been monitored. Look now: [bold]mlops monitor[/]");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("monitoring") { NoWrap = true })
            .AddColumns("until", "champion", "rows", "with truth", "drift", "response");
        foreach (var each in monitorings)
        {
            table.AddRow(
                Markup.Escape(each.Monitor),
                Markup.Escape(each.At),
                Markup.Escape(each.Run ?? "?"),
                Number(each.Rows),
                Number(each.RowsWithTruth),
                Drift(each),
                Markup.Escape(each.Answer ?? ""));
        }

        console.Write(table);
    }

    public static void Details(IAnsiConsole console, string pipeline, Monitored monitored, JsonObject? report, IReadOnlyList<AlarmState> alarms, string reportUri)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        foreach (var (label, value) in Facts(pipeline, monitored, report, alarms, reportUri))
        {
            grid.AddRow(new Markup($"[grey]{Markup.Escape(label)}[/]"), new Markup(value));
        }

        console.Write(grid);
    }

    private static IEnumerable<(string Label, string Value)> Facts(
        string pipeline, Monitored monitored, JsonObject? report, IReadOnlyList<AlarmState> alarms, string reportUri)
    {
        yield return ("monitoring", $"[bold]{Markup.Escape(monitored.Monitor)}[/] of {Markup.Escape(pipeline)}: {Drift(monitored)}");
        yield return ("champion", Markup.Escape(monitored.Run ?? "unknown"));
        yield return ("window", Markup.Escape($"{Monitored.Text(monitored.Plan, "from") ?? "?"} to {monitored.At}, {Number(monitored.Rows)} requests, truth known of {Number(monitored.RowsWithTruth)}"));
        foreach (var reason in monitored.Reasons)
        {
            yield return ("reason", Markup.Escape(reason));
        }

        if (ColumnFinding.Quality(report) is { } quality)
        {
            yield return ("quality", Markup.Escape(quality));
        }

        if (monitored.Rows is 0)
        {
            yield return ("note", "Requests are captured about a minute after they were answered; those since the champion's promotion, and within the window, are judged.");
        }

        foreach (var column in ColumnFinding.In(report).Where(column => column.Status is not ("stable" or "not-enough-rows")).OrderByDescending(column => column.Severity).Take(MostColumns))
        {
            yield return ("column", $"[bold]{Markup.Escape(column.Name)}[/] {Markup.Escape($"{column.Status}{Severity(column)}: {column.Sentence} {column.Statistics}".TrimEnd())}");
        }

        if (monitored.Answer is { } answer)
        {
            yield return ("response", Markup.Escape($"{answer}{(monitored.Why is { } why ? $": {why}" : "")}"));
        }

        foreach (var alarm in alarms)
        {
            yield return ("alarm", $"{(alarm.State == "ALARM" ? "[red]ALARM[/]" : Markup.Escape(alarm.State))} {Markup.Escape($"{alarm.Name}{(alarm.Reason is { Length: > 0 } reason ? $": {reason}" : "")}")}");
        }

        yield return ("report", Markup.Escape(reportUri));
    }

    private static string Severity(ColumnFinding column) =>
        column.Severity is { } severity ? string.Create(CultureInfo.InvariantCulture, $", {severity:0.0} times its threshold") : "";

    private static string Drift(Monitored monitored) => monitored.Drift switch
    {
        true => "[red]drift[/]",
        false when monitored.Rows is 0 => "[yellow]nothing to judge yet[/]",
        false => "[green]no drift[/]",
        null => "[yellow]not judged[/]",
    };

    private static string Number(long? value) => value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number:N0}") : "?";
}
