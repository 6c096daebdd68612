using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Cli.Caching;
using Mlops.Domain.Caching;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Spectre.Console;

namespace Mlops.Cli.Rendering;

/// <summary>Shows what the cache said, what it keeps, and what is removed from it.</summary>
internal static class CacheView
{
    private const int ShownOfKey = 12;

    public static void Explain(IAnsiConsole console, RunRecord run)
    {
        console.MarkupLineInterpolated($"run [bold]{run.Run}[/] of {run.Pipeline}");
        var table = new Table().Border(TableBorder.None).AddColumns("step", "verdict", "because", "saved", "key");
        foreach (var step in run.Steps.Where(step => step.Cache is not null))
        {
            table.AddRow(
                Markup.Escape(step.Step),
                Verdict(step.Cache!.Verdict),
                Markup.Escape(Sentence(step.Cache)),
                step.Cache.Verdict == CacheVerdict.Hit ? Text($"{step.Cache.SavedSeconds} s") : "",
                step.Cache.Key is { } key ? key[..ShownOfKey] : "");
        }

        console.Write(table);
        if (table.Rows.Count == 0)
        {
            console.WriteLine("No step of this run asked the cache.");
        }
    }

    /// <summary>The verdict in words, with its reason, and the trouble there was.</summary>
    public static string Sentence(StepCache cache) => cache.Warning is { } warning ? $"{cache.Reason}; not kept: {warning}" : cache.Reason;

    public static JsonNode Json(RunRecord run) => new JsonObject
    {
        ["run"] = run.Run,
        ["pipeline"] = run.Pipeline,
        ["savedSeconds"] = run.Steps.Sum(step => step.Cache?.SavedSeconds ?? 0),
        ["steps"] = new JsonArray([.. run.Steps.Where(step => step.Cache is not null).Select(step => new JsonObject
        {
            ["step"] = step.Step,
            ["cache"] = JsonSerializer.SerializeToNode(step.Cache!, DomainJson.Wire.StepCache),
        })]),
    };

    public static void Table(IAnsiConsole console, IReadOnlyList<CacheEntry> entries, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("step", "key", "run", "pipeline", "kept", "until", "saves", "size");
        foreach (var entry in entries)
        {
            table.AddRow(
                Markup.Escape(entry.Step),
                Markup.Escape(entry.Key[..Math.Min(entry.Key.Length, ShownOfKey)]),
                Markup.Escape(entry.Run),
                Markup.Escape(entry.Pipeline),
                Time(entry.CreatedAt),
                entry.ExpiresAt > now ? Time(entry.ExpiresAt) : $"[yellow]expired {Time(entry.ExpiresAt)}[/]",
                Text($"{entry.BillableSeconds} s"),
                Size(entry.Outputs.Sum(output => output.Size)));
        }

        console.Write(table);
    }

    public static void Removed(IAnsiConsole console, CacheRemoval removal, string verb) =>
        console.MarkupLineInterpolated($"{verb} {removal.Entries.Count} {(removal.Entries.Count == 1 ? "entry" : "entries")} and {removal.Files.Count} {(removal.Files.Count == 1 ? "file" : "files")}, {Size(removal.Bytes)}.");

    public static JsonNode Json(CacheRemoval removal, bool removed) => new JsonObject
    {
        ["removed"] = removed,
        ["entries"] = new JsonArray([.. removal.Entries.Select(each => (JsonNode?)each.ObjectKey)]),
        ["files"] = new JsonArray([.. removal.Files.Select(file => (JsonNode?)file.ObjectKey)]),
        ["bytes"] = removal.Bytes,
    };

    private static string Verdict(CacheVerdict verdict) => verdict switch
    {
        CacheVerdict.Hit => "[green]hit[/]",
        CacheVerdict.Miss => "[yellow]miss[/]",
        CacheVerdict.Off => "off",
        _ => "[red]unknown[/]",
    };

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Size(long bytes) => bytes switch
    {
        < 10_000 => Text($"{bytes} B"),
        < 10_000_000 => Text($"{bytes / 1000.0:0.#} kB"),
        _ => Text($"{bytes / 1_000_000.0:0.#} MB"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
