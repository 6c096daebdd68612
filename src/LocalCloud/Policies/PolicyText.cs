using System.Text;

namespace LocalCloud.Policies;

/// <summary>
/// A policy's text with its variables replaced: characters and wildcards. What came from a variable is literal, so that a
/// value with a star in it cannot widen the policy.
/// </summary>
public sealed class PolicyText
{
    private const char Star = '\uE000';
    private const char Question = '\uE001';

    private readonly string _text;

    private PolicyText(string text) => _text = text;

    /// <summary>The text with wildcards written as they are: what operators without patterns compare with.</summary>
    public string Literal => _text.Replace(Star, '*').Replace(Question, '?');

    /// <summary>Replaces variables; null when one has neither a value in the request nor a default.</summary>
    public static PolicyText? Expand(string text, PolicyContext? variables)
    {
        var expanded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var end = variables is not null && text.AsSpan(at).StartsWith("${") ? text.IndexOf('}', at) : -1;
            if (end < 0)
            {
                expanded.Append(text[at] switch { '*' => Star, '?' => Question, var other => other });
                continue;
            }

            if (Variable(text[(at + 2)..end], variables!) is not { } value)
            {
                return null;
            }

            expanded.Append(value);
            at = end;
        }

        return new(expanded.ToString());
    }

    /// <summary>Splits at the first colons into at most <paramref name="count"/> parts, as ARNs are compared.</summary>
    public IReadOnlyList<PolicyText> Split(int count) => [.. _text.Split(':', count).Select(part => new PolicyText(part))];

    public bool Matches(string value, StringComparison comparison = StringComparison.Ordinal) => Matches(_text, value, comparison);

    /// <summary>Whether this pattern covers a resource; an ARN with fewer than six fields has stars for the rest.</summary>
    public bool MatchesResource(string resource)
    {
        if (_text.Length == 1 && _text[0] == Star)
        {
            return true;
        }

        var missing = _text.StartsWith("arn:", StringComparison.Ordinal) ? 5 - _text.Count(letter => letter == ':') : 0;
        var pattern = missing > 0 ? _text + string.Concat(Enumerable.Repeat($":{Star}", missing)) : _text;
        return Matches(pattern, resource, StringComparison.Ordinal) && FieldsFit(pattern, resource);
    }

    // In the first five fields a star inside a field stays there; one that ends a field may reach over colons (user guide, "Resource").
    private static bool FieldsFit(string pattern, string resource)
    {
        var fields = pattern.Split(':', 6);
        if (fields.Length < 6 || fields[..5].Any(field => field.EndsWith(Star)))
        {
            return true;
        }

        var parts = resource.Split(':', 6);
        return parts.Length == 6 && fields.Zip(parts).All(pair => Matches(pair.First, pair.Second, StringComparison.Ordinal));
    }

    // Greedy matching with one point to return to: linear in practice, where a regular expression could explode.
    private static bool Matches(string pattern, string value, StringComparison comparison)
    {
        int at = 0, index = 0, star = -1, mark = 0;
        while (index < value.Length)
        {
            if (at < pattern.Length && pattern[at] == Star)
            {
                star = at++;
                mark = index;
            }
            else if (at < pattern.Length && (pattern[at] == Question || IsSame(pattern[at], value[index], comparison)))
            {
                at++;
                index++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                index = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).TrimStart(Star).IsEmpty;
    }

    private static bool IsSame(char left, char right, StringComparison comparison) =>
        left == right || (comparison == StringComparison.OrdinalIgnoreCase && char.ToUpperInvariant(left) == char.ToUpperInvariant(right));

    private static string? Variable(string expression, PolicyContext variables)
    {
        if (expression is "*" or "?" or "$")
        {
            return expression;
        }

        var comma = expression.IndexOf(',', StringComparison.Ordinal);
        var key = (comma < 0 ? expression : expression[..comma]).Trim();
        // A key with several values cannot stand for one text.
        if (variables.Values(key) is [var only])
        {
            return only;
        }

        return comma < 0 ? null : expression[(comma + 1)..].Trim().Trim('\'');
    }
}
