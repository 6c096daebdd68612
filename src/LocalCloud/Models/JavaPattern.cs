using System.Text.RegularExpressions;

namespace LocalCloud.Models;

/// <summary>Compiles the Java regular expressions of AWS's models; a value must match as a whole.</summary>
internal static class JavaPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Java's names of ASCII classes, written so that they stand inside brackets and outside of them alike.
    private static readonly (string Java, string Inner)[] Classes =
    [
        (@"\p{Alnum}", "a-zA-Z0-9"), (@"\p{Alpha}", "a-zA-Z"), (@"\p{ASCII}", @"\x00-\x7F"), (@"\p{Print}", @"\x20-\x7E"),
    ];

    /// <summary>The compiled pattern, or null when .NET cannot read it: such a pattern is not checked.</summary>
    public static Regex? Compile(string pattern)
    {
        try
        {
            return new Regex($@"\A(?:{Translate(pattern)})\z", RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Translate(string pattern)
    {
        // Supplementary characters are surrogate pairs in .NET's UTF-16: allowing every surrogate allows them all.
        var translated = pattern.Replace(@"\uD800\uDC00-\uDBFF\uDFFF", @"\uD800-\uDFFF", StringComparison.Ordinal)
            .Replace(@"\u10000-\u10FFFF", @"\uD800-\uDFFF", StringComparison.Ordinal)
            .Replace(@"\_", "_", StringComparison.Ordinal);
        foreach (var (java, inner) in Classes)
        {
            translated = ReplaceClass(translated, java, inner);
        }

        return translated;
    }

    private static string ReplaceClass(string pattern, string java, string inner)
    {
        for (var at = pattern.IndexOf(java, StringComparison.Ordinal); at >= 0; at = pattern.IndexOf(java, StringComparison.Ordinal))
        {
            var isInBrackets = pattern.LastIndexOf('[', at) > pattern.LastIndexOf(']', at);
            pattern = $"{pattern[..at]}{(isInBrackets ? inner : $"[{inner}]")}{pattern[(at + java.Length)..]}";
        }

        return pattern;
    }
}
