namespace LocalCloud.StatesLanguage.Choice;

/// <summary>The patterns of <c>StringMatches</c>: <c>*</c> is any run of characters, <c>\*</c> and <c>\\</c> are themselves.</summary>
internal static class Wildcards
{
    private const char AnyRun = '\0';

    public static bool Match(string pattern, string text)
    {
        var tokens = Tokens(pattern);
        var (t, p, star, resume) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < tokens.Count && !tokens[p].IsRun && tokens[p].Value == text[t])
            {
                (t, p) = (t + 1, p + 1);
            }
            else if (p < tokens.Count && tokens[p].IsRun)
            {
                (star, resume, p) = (p, t, p + 1);
            }
            else if (star >= 0)
            {
                // The last run takes one character more, and matching goes on behind it.
                (resume, t, p) = (resume + 1, resume + 1, star + 1);
            }
            else
            {
                return false;
            }
        }

        return tokens.Skip(p).All(token => token.IsRun);
    }

    private static List<(bool IsRun, char Value)> Tokens(string pattern)
    {
        var tokens = new List<(bool, char)>();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
            {
                tokens.Add((false, pattern[++i]));
            }
            else
            {
                tokens.Add(pattern[i] == '*' ? (true, AnyRun) : (false, pattern[i]));
            }
        }

        return tokens;
    }
}
