using System.Text.RegularExpressions;
using LocalCloud.Api;

namespace LocalCloud.CloudWatch.Expressions;

/// <summary>The words of an expression.</summary>
internal static partial class ExpressionLexer
{
    public static IReadOnlyList<string> Words(string text)
    {
        var words = new List<string>();
        for (var position = 0; position < text.Length;)
        {
            var match = Word().Match(text, position);
            if (!match.Success || match.Index != position)
            {
                throw Problem(text, $"Unsupported token '{text[position]}' at char {position}");
            }

            position += match.Length;
            if (!string.IsNullOrWhiteSpace(match.Value))
            {
                words.Add(match.Value);
            }
        }

        return words;
    }

    public static AwsException Problem(string text, string problem) => AwsException.Validation($"Error in expression '{text}': {problem}");

    [GeneratedRegex("""\s+|\d+(\.\d+)?([eE][+-]?\d+)?|\.\d+|[A-Za-z_][A-Za-z0-9_]*|"[^"]*"|'[^']*'|&&|\|\||==|!=|<=|>=|[-+*/%^<>(),\[\]]""")]
    private static partial Regex Word();
}
