using Spectre.Console;

namespace Mlops.Cli.Rendering;

/// <summary>
/// Consoles for the process's two streams. One that goes to a file or a pipe is plain text as wide as its lines are: whoever
/// reads it there wants to search it, not to see it folded.
/// </summary>
internal static class Consoles
{
    private const int Unfolded = 10_000;

    public static IAnsiConsole Create(TextWriter writer, bool redirected, bool colourless)
    {
        var plain = redirected || colourless;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        if (redirected)
        {
            console.Profile.Width = Unfolded;
        }

        return console;
    }
}
