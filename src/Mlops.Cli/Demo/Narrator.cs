using System.Globalization;
using Mlops.Cli.Rendering;
using Spectre.Console;

namespace Mlops.Cli.Demo;

/// <summary>Tells a story as it happens: every line with the real seconds since its beginning, on standard error.</summary>
internal sealed class Narrator(Output output, TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();
    private readonly Lock _gate = new();

    public TimeSpan Elapsed => clock.GetElapsedTime(_started);

    public void Title(string text) => Write($"[bold]{Markup.Escape(text)}[/]");

    public void Say(string text) => Write(Markup.Escape(text));

    public void Aside(string text) => Write($"[grey]{Markup.Escape(text)}[/]");

    private void Write(string markup)
    {
        lock (_gate)
        {
            output.Progress.MarkupLine($"[grey]{Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),6} s[/]  {markup}");
        }
    }
}
