using Mlops.Cli.Rendering;
using Spectre.Console;

namespace Mlops.Cli.Tests.Rendering;

public sealed class ConsolesTests
{
    [Fact]
    public void Create_Redirected_NeitherFoldsNorColours()
    {
        var text = new StringWriter();
        var line = string.Concat(Enumerable.Repeat("word ", 100)) + "end";

        Consoles.Create(text, redirected: true, colourless: false).MarkupLine($"[red]{line}[/]");

        Assert.Equal(line + "\n", text.ToString());
    }

    [Fact]
    public void Create_Colourless_WritesNoEscapes()
    {
        var text = new StringWriter();

        Consoles.Create(text, redirected: false, colourless: true).MarkupLine("[red]word[/]");

        Assert.Equal("word", text.ToString().Trim());
    }
}
