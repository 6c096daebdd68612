using System.Text;

namespace LocalCloud.Logs.Patterns;

/// <summary>
/// Terms, case-sensitive: all the plain ones must occur and none of those after <c>-</c>; of those after <c>?</c> one must,
/// which AWS ignores when there are others beside them.
/// </summary>
internal sealed class TermPattern : FilterPattern
{
    private readonly List<string> _all = [];
    private readonly List<string> _any = [];
    private readonly List<string> _none = [];

    private TermPattern()
    {
    }

    public override bool Matches(string message)
    {
        var hasOthers = _all.Count + _none.Count > 0;
        return _all.TrueForAll(Occurs) && !_none.Exists(Occurs) && (hasOthers || _any.Count == 0 || _any.Exists(Occurs));

        bool Occurs(string term) => message.Contains(term, StringComparison.Ordinal);
    }

    public static new TermPattern Parse(string text)
    {
        var pattern = new TermPattern();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var terms = text[at] switch { '?' => pattern._any, '-' => pattern._none, _ => pattern._all };
            at += text[at] is '?' or '-' ? 1 : 0;
            terms.Add(at < text.Length && text[at] == '"' ? Phrase(text, ref at) : Word(text, ref at));
        }

        return pattern;
    }

    private static string Phrase(string text, ref int at)
    {
        var phrase = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            at += text[at] == '\\' && at + 1 < text.Length ? 1 : 0;
            phrase.Append(text[at]);
        }

        return at++ < text.Length ? phrase.ToString() : throw LogsErrors.Invalid($"Invalid filter pattern: the quote in '{text}' is not closed.");
    }

    private static string Word(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        var word = text[start..at];
        if (word is ['%', ..])
        {
            throw LogsErrors.NotServed($"regular expressions in filter patterns ('{word}'); filter by terms");
        }

        return word.Length > 0 && word.All(letter => char.IsLetterOrDigit(letter) || letter == '_')
            ? word
            : throw LogsErrors.Invalid($"Invalid filter pattern: the term '{word}' has other characters than letters, digits and underscores; put it in double quotes.");
    }
}
