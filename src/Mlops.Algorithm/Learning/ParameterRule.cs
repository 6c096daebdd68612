using System.Globalization;

namespace Mlops.Algorithm.Learning;

/// <summary>What a LightGBM parameter accepts.</summary>
internal sealed record ParameterRule(string Kind, Func<string, bool> Accepts)
{
    public static ParameterRule Integer(long minimum, long maximum = int.MaxValue) => new(
        maximum == int.MaxValue ? $"a whole number of at least {minimum}" : $"a whole number from {minimum} to {maximum}",
        value => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum);

    /// <summary>A number from <paramref name="minimum"/> to <paramref name="maximum"/>; <paramref name="open"/> leaves the minimum itself out.</summary>
    public static ParameterRule Number(double minimum, double maximum = double.MaxValue, bool open = false) => new(
        string.Create(CultureInfo.InvariantCulture, $"a number {(open ? "above" : "of at least")} {minimum}{(maximum == double.MaxValue ? "" : $" and at most {maximum}")}"),
        value => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) && (open ? number > minimum : number >= minimum) && number <= maximum);

    public static ParameterRule Boolean { get; } = new("true or false", value => value is "true" or "false");

    public static ParameterRule OneOf(params string[] values) => new("one of " + string.Join(", ", values), value => values.Contains(value, StringComparer.Ordinal));
}
