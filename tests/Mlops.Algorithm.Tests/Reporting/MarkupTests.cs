using Mlops.Algorithm.Reporting;

namespace Mlops.Algorithm.Tests.Reporting;

public sealed class MarkupTests
{
    [Theory]
    [InlineData("<script>alert('x')</script>", "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")]
    [InlineData("\" onload=\"x", "&quot; onload=&quot;x")]
    [InlineData("a & b", "a &amp; b")]
    [InlineData("naïve 温度 🚇", "naïve 温度 🚇")]
    [InlineData("a\0b\u001b\u202Ec", "a·b··c")]
    [InlineData(null, "")]
    public void Of_TextInAHole_IsEscaped(string? text, string expected) => Assert.Equal($"<td>{expected}</td>", Markup.Of($"<td>{text}</td>").ToString());

    [Fact]
    public void Of_MarkupInAHole_IsNotEscapedAgain()
    {
        var cells = new[] { "<", ">" }.Select(text => Markup.Of($"<td>{text}</td>"));

        Assert.Equal("<tr><td>&lt;</td><td>&gt;</td><b>1,204</b> 0.25</tr>", Markup.Of($"<tr>{cells}{Markup.Of($"<b>{1204L}</b>")} {0.25}</tr>").ToString());
    }

    [Fact]
    public void Bars_FewBins_StandInPairs()
    {
        var svg = Charts.Bars(new Histogram(["<a>", "b"], [0.75, 0.25], [0.5, 0.5]), 100, 66).ToString();

        Assert.Equal(
            "<svg viewBox=\"0 0 100 66\" width=\"100\" height=\"66\" role=\"img\"><line class=\"axis\" x1=\"0\" x2=\"100\" y1=\"50\" y2=\"50\"/>"
            + "<g><title>&lt;a&gt;: was 75\u00A0%, is 50\u00A0%</title><rect class=\"then\" x=\"3\" y=\"2\" width=\"21\" height=\"48\"/><rect class=\"now\" x=\"24\" y=\"18\" width=\"21\" height=\"32\"/></g>"
            + "<g><title>b: was 25\u00A0%, is 50\u00A0%</title><rect class=\"then\" x=\"53\" y=\"34\" width=\"21\" height=\"16\"/><rect class=\"now\" x=\"74\" y=\"18\" width=\"21\" height=\"32\"/></g>"
            + "<text x=\"0\" y=\"63\">&lt;a&gt;</text><text x=\"100\" y=\"63\" text-anchor=\"end\">b</text></svg>",
            svg);
    }

    [Fact]
    public void Bars_NothingToShow_SaySo() => Assert.Contains("no values", Charts.Bars(new Histogram([], [], []), 10, 20).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.05, "0.05")]
    [InlineData(1234.56, "1235")]
    [InlineData(-2.34567, "-2.346")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(double.NaN, "–")]
    public void Short_Number_HasFewDigits(double number, string expected) => Assert.Equal(expected, Figures.Short(number));
}
