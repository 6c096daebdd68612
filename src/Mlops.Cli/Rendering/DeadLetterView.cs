using System.Globalization;
using System.Text.Json.Nodes;
using Mlops.Cli.DeadLetters;
using Spectre.Console;

namespace Mlops.Cli.Rendering;

/// <summary>Events that were not handled, and why.</summary>
internal static class DeadLetterView
{
    public static void Table(IAnsiConsole console, IReadOnlyList<(DeadLetterQueue Queue, DeadLetter Letter)> found)
    {
        if (found.Count == 0)
        {
            console.WriteLine("The dead-letter queues are empty.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("pipeline", "function", "event", "of", "kept since", "error");
        foreach (var (queue, letter) in found)
        {
            table.AddRow(
                Markup.Escape(queue.Pipeline),
                Markup.Escape(queue.Function),
                Markup.Escape(letter.DetailType),
                Markup.Escape(letter.Time ?? "?"),
                letter.SentAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                Markup.Escape(letter.Error));
        }

        console.Write(table);
        console.MarkupLine("Mend the cause, then hand them over again: [bold]mlops replay[/]");
    }

    public static JsonObject Json(DeadLetterQueue queue, DeadLetter letter) => new()
    {
        ["pipeline"] = queue.Pipeline,
        ["function"] = queue.Function,
        ["message"] = letter.MessageId,
        ["detailType"] = letter.DetailType,
        ["time"] = letter.Time,
        ["error"] = letter.Error,
        ["sentAt"] = letter.SentAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };
}
