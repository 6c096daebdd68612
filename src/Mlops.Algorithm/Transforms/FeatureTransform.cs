using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Learning;

using Mlops.Domain.Training;

namespace Mlops.Algorithm.Transforms;

/// <summary>What was fitted in training and turns raw rows into features, wherever the model is used: <c>transform.json</c> inside the artifact.</summary>
internal sealed record FeatureTransform
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Label { get; init; }

    public string? TimeColumn { get; init; }

    /// <summary>The classes of a binary label; null for a regression.</summary>
    public BinaryClasses? Classes { get; init; }

    /// <summary>The probability from which on a row is said to be positive; null for a regression.</summary>
    public double? Threshold { get; init; }

    /// <summary>The raw columns in training order, without the label: the order of a request's values when it has no header.</summary>
    public required IReadOnlyList<ColumnTransform> Columns { get; init; }

    /// <summary>The calendar features taken from the time column, in order.</summary>
    public required IReadOnlyList<CalendarFeature> Calendar { get; init; }

    /// <summary>Feature names are the raw names with anything but letters, digits and underscores replaced, because LightGBM refuses some characters.</summary>
    public FeatureLayout Layout()
    {
        var names = new List<string>();
        var categorical = new List<int>();
        foreach (var column in Columns)
        {
            if (column.Kind == ColumnKind.Categorical)
            {
                categorical.Add(names.Count);
            }

            names.AddRange(column.Kind == ColumnKind.Time
                ? Calendar.Select(feature => Clean($"{column.Name}_{feature}"))
                : [Clean(column.Name)]);
        }

        return new FeatureLayout([.. names.Select((name, i) => names.IndexOf(name) == i ? name : $"{name}_{i}")], categorical);
    }

    private static string Clean(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
