using System.Globalization;

namespace LocalCloud.EventBridge.Patterns;

/// <summary>Text with <c>*</c> for any characters; <c>\*</c> and <c>\\</c> stand for themselves.</summary>
internal sealed record WildcardPattern(IReadOnlyList<string> Pieces) : ValuePattern
{
    // EventBridge refuses patterns whose matching would have to follow many places at once.
    private const int MostAlike = 4;

    /// <summary>Reads a wildcard pattern; throws with AWS's messages.</summary>
    public static WildcardPattern Parse(string text, ref PatternReader reader)
    {
        var pieces = new List<string>();
        var piece = new System.Text.StringBuilder();
        for (var index = 0; index < text.Length; index++)
        {
            switch (text[index])
            {
                case '*' when index > 0 && text[index - 1] == '*' && piece.Length == 0:
                    throw reader.Error(string.Create(CultureInfo.InvariantCulture, $"Consecutive wildcard characters at pos {index}"));
                case '*':
                    pieces.Add(piece.ToString());
                    piece.Clear();
                    break;
                case '\\' when index + 1 < text.Length && text[index + 1] is '*' or '\\':
                    piece.Append(text[++index]);
                    break;
                case '\\':
                    throw reader.Error(string.Create(CultureInfo.InvariantCulture, $"Invalid escape character at pos {index + 1}"));
                default:
                    piece.Append(text[index]);
                    break;
            }
        }

        pieces.Add(piece.ToString());
        return IsTooComplex(pieces)
            ? throw new PatternException("Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character")
            : new(pieces);
    }

    public override bool Matches(EventValue value)
    {
        if (value.Text is not { } text || !text.StartsWith(Pieces[0], StringComparison.Ordinal))
        {
            return false;
        }

        if (Pieces.Count == 1)
        {
            return text.Length == Pieces[0].Length;
        }

        // Taking every middle piece at its first place leaves the most for the rest: no other choice can match more.
        var position = Pieces[0].Length;
        foreach (var piece in Pieces.Skip(1).SkipLast(1))
        {
            var found = text.IndexOf(piece, position, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            position = found + piece.Length;
        }

        return text.Length - position >= Pieces[^1].Length && text.EndsWith(Pieces[^1], StringComparison.Ordinal);
    }

    private static bool IsTooComplex(List<string> pieces) =>
        pieces.Skip(1).Where(piece => piece.Length > 0).GroupBy(piece => piece[0]).Any(alike => alike.Count() > MostAlike);
}
