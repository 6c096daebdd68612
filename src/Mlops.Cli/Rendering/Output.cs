using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Mlops.Cli.Rendering;

/// <summary>
/// Results go to standard output, progress and errors to standard error. With <c>--json</c> standard output carries one JSON
/// document and nothing else.
/// </summary>
public sealed class Output(IAnsiConsole results, IAnsiConsole progress, TextWriter standardOutput)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>For people, on standard output.</summary>
    public IAnsiConsole Results { get; } = results;

    /// <summary>For people who watch, on standard error.</summary>
    public IAnsiConsole Progress { get; } = progress;

    /// <summary>Standard output itself, for text that is to stay as it is.</summary>
    public TextWriter StandardOutput => standardOutput;

    public void Json(JsonNode document) => standardOutput.WriteLine(document.ToJsonString(Indented));

    /// <summary>The JSON document when asked for, else whatever <paramref name="render"/> shows to people.</summary>
    public void Write(bool asJson, Func<JsonNode> document, Action<IAnsiConsole> render)
    {
        if (asJson)
        {
            Json(document());
        }
        else
        {
            render(Results);
        }
    }

    public void Error(string message) => Progress.MarkupLineInterpolated($"[red]mlops:[/] {message}");

    public void Step(string message) => Progress.MarkupLineInterpolated($"[grey]{message}[/]");
}
