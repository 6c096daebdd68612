using Mlops.Domain.Drift;

namespace Mlops.Domain.Tests.Drift;

/// <summary>Profiles of columns that a test makes up.</summary>
internal static class Profiles
{
    /// <summary>One numeric column; NaN is a missing value.</summary>
    public static BaselineProfile Numbers(IEnumerable<double> values, string name = "x") => Numbers(values.Select(value => (value, (DateTimeOffset?)null)), name);

    public static BaselineProfile Numbers(IEnumerable<(double Value, DateTimeOffset? Time)> rows, string name = "x")
    {
        var builder = new ProfileBuilder([new(name, ProfileKind.Numeric)]);
        foreach (var (value, time) in rows)
        {
            builder.AddNumber(0, builder.AddRow(time), value);
        }

        return builder.Build();
    }

    /// <summary>One categorical column; an empty text is a missing value.</summary>
    public static BaselineProfile Categories(IEnumerable<string> values, string name = "x")
    {
        var builder = new ProfileBuilder([new(name, ProfileKind.Categorical)]);
        foreach (var value in values)
        {
            builder.AddCategory(0, builder.AddRow(null), value);
        }

        return builder.Build();
    }

    /// <summary>Normally distributed numbers (Box and Muller).</summary>
    public static IEnumerable<double> Normal(Random random, int count, double mean = 0, double deviation = 1) => Enumerable.Range(0, count).Select(_ =>
        mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())));
}
