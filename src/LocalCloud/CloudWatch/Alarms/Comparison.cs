using LocalCloud.Api;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>How a data point is held against the threshold, and the words for it.</summary>
internal sealed record Comparison(string Name, string Words, Func<double, double, bool> Holds)
{
    private static readonly Comparison[] All =
    [
        new("GreaterThanThreshold", "greater than", (value, threshold) => value > threshold),
        new("GreaterThanOrEqualToThreshold", "greater than or equal to", (value, threshold) => value >= threshold),
        new("LessThanThreshold", "less than", (value, threshold) => value < threshold),
        new("LessThanOrEqualToThreshold", "less than or equal to", (value, threshold) => value <= threshold),
    ];

    public static Comparison Parse(string name) => Array.Find(All, comparison => comparison.Name == name)
        ?? throw AwsException.Validation(
            $"LocalCloud does not serve the ComparisonOperator {name}, which is for anomaly detection. Served: {string.Join(", ", All.Select(comparison => comparison.Name))}.");
}
