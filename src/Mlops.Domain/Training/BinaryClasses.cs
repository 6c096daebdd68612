using System.Globalization;

namespace Mlops.Domain.Training;

/// <summary>The two values of a binary label, and which of them is the positive one.</summary>
public sealed record BinaryClasses(string Positive, string Negative)
{
    // Labels that leave no doubt.
    private static readonly (string Positive, string Negative)[] Obvious = [("1", "0"), ("true", "false")];

    /// <summary>1 for the positive class, 0 for the negative one, null for anything else.</summary>
    public double? Code(string label)
    {
        var value = Normalize(label);
        return value == Positive ? 1 : value == Negative ? 0 : null;
    }

    /// <summary>The class of a probability.</summary>
    public string Label(double probability, double threshold) => probability >= threshold ? Positive : Negative;

    /// <summary>A label as it is compared: 1 and 1.0 are one number, True and true one truth; any other text is itself.</summary>
    public static string Normalize(string label) =>
        double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? (number + 0.0).ToString("R", CultureInfo.InvariantCulture)
        : bool.TryParse(label, out var truth) ? (truth ? "true" : "false")
        : label;

    /// <summary>The classes of labels that have these normalized values, or what is wrong with them.</summary>
    public static (BinaryClasses? Classes, string? Problem) Of(IReadOnlyCollection<string> values, string? positiveClass)
    {
        var positive = positiveClass is null ? null : Normalize(positiveClass);
        List<string> sorted = [.. values.Order(StringComparer.Ordinal)];
        if (sorted is not [var first, var second])
        {
            return (null, sorted.Count == 1
                ? $"every label is '{sorted[0]}'; there must be rows of two classes"
                : $"the labels have {sorted.Count} values ({Quoted(sorted)}); a binary label has two");
        }

        positive ??= Obvious.FirstOrDefault(pair => values.Contains(pair.Positive) && values.Contains(pair.Negative)).Positive;
        return positive == first ? (new(first, second), null)
            : positive == second ? (new(second, first), null)
            : (null, positive is null
                ? $"the labels are '{first}' and '{second}', and nothing says which is the positive one; name it in problem.positiveClass"
                : $"problem.positiveClass is '{positiveClass}', and the labels are '{first}' and '{second}'");
    }

    private static string Quoted(List<string> values) => string.Join(", ", values.Take(5).Select(value => $"'{value}'")) + (values.Count > 5 ? ", …" : "");
}
