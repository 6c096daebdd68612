using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalCloud.Models;

/// <summary>The rules that a shape puts on its values, in the order in which AWS reports them.</summary>
internal static class Constraints
{
    public static IEnumerable<Constraint<JsonValue>> Of(Shape shape) => shape switch
    {
        StringShape text => OfString(text),
        NumberShape number => OfNumber(number),
        BlobShape blob => OfLength(blob.Min, blob.Max).Select(rule => Lift(rule, value => BlobLength(value.GetValue<string>()))),
        _ => [],
    };

    public static IEnumerable<Constraint<long>> OfLength(long? min, long? max)
    {
        if (max is { } most)
        {
            yield return new($"Member must have length less than or equal to {most}", length => length <= most);
        }

        if (min is { } least)
        {
            yield return new($"Member must have length greater than or equal to {least}", length => length >= least);
        }
    }

    public static string Describe(Shape shape) => string.Join(", ", Of(shape).Select(rule => rule.Text));

    /// <summary>Numbers beyond decimal's range are beyond every limit in the models, too.</summary>
    public static decimal Number(JsonNode value) =>
        decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : decimal.MaxValue;

    private static IEnumerable<Constraint<JsonValue>> OfString(StringShape shape)
    {
        foreach (var rule in OfLength(shape.Min, shape.Max))
        {
            // Counted in characters, not UTF-16 units.
            yield return Lift(rule, value => value.GetValue<string>().EnumerateRunes().Count());
        }

        if (shape.Values.Count > 0)
        {
            yield return new($"Member must satisfy enum value set: [{string.Join(", ", shape.Values)}]", value => shape.Values.Contains(value.GetValue<string>()));
        }

        if (shape.Matcher is { } matcher)
        {
            yield return new($"Member must satisfy regular expression pattern: {shape.Pattern}", value => matcher.IsMatch(value.GetValue<string>()));
        }
    }

    private static IEnumerable<Constraint<JsonValue>> OfNumber(NumberShape shape)
    {
        if (shape.Max is { } most)
        {
            yield return new(Say("Member must have value less than or equal to", most), value => Number(value) <= most);
        }

        if (shape.Min is { } least)
        {
            yield return new(Say("Member must have value greater than or equal to", least), value => Number(value) >= least);
        }
    }

    private static Constraint<JsonValue> Lift(Constraint<long> rule, Func<JsonValue, long> length) => new(rule.Text, value => rule.Holds(length(value)));

    private static string Say(string rule, decimal limit) => string.Create(CultureInfo.InvariantCulture, $"{rule} {limit}");

    private static long BlobLength(string base64) => base64.Length / 4L * 3 - base64.AsSpan().Count('=');
}
