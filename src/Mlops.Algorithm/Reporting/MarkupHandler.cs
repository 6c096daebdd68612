using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Mlops.Algorithm.Reporting;

/// <summary>Interpolates <see cref="Markup"/>: literals as they are, text escaped, numbers in the invariant culture.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupHandler(int literalLength, int formattedCount)
{
    private const int TypicalHole = 12;

    private readonly StringBuilder _html = new(literalLength + (formattedCount * TypicalHole));

    public void AppendLiteral(string html) => _html.Append(html);

    public void AppendFormatted(Markup markup) => _html.Append(markup.ToString());

    public void AppendFormatted(IEnumerable<Markup> parts) => _html.Append(Markup.Join(parts).ToString());

    public void AppendFormatted(long number) => _html.Append(number.ToString("N0", Figures.English));

    public void AppendFormatted(double number, string? format = "0.##") => _html.Append(number.ToString(format, CultureInfo.InvariantCulture));

    public void AppendFormatted(string? text)
    {
        foreach (var c in text ?? "")
        {
            _ = c switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '"' => _html.Append("&quot;"),
                '\'' => _html.Append("&#39;"),
                _ => _html.Append(IsHidden(c) ? '·' : c),
            };
        }
    }

    public override string ToString() => _html.ToString();

    // Control characters, and the marks that turn the direction of all text after them.
    private static bool IsHidden(char c) =>
        (char.IsControl(c) && c != '\n') || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
