using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;

namespace LocalCloud.CloudWatch.Metrics;

/// <summary>ListMetrics: the metrics that have had data in the past two weeks, in pages of 500.</summary>
internal sealed class ListMetricsOperation(MetricStore metrics, TimeProvider time)
{
    private const int PageSize = 500;

    private static readonly TimeSpan Listed = TimeSpan.FromDays(14);
    private static readonly TimeSpan RecentlyActive = TimeSpan.FromHours(3);

    public ApiOperation Operation() => new(
        "ListMetrics", (input, _, _) => Task.FromResult(List(input)), (_, _) => [new("cloudwatch:ListMetrics", "*")]);

    private JsonObject List(JsonObject input)
    {
        if (input["IncludeLinkedAccounts"]?.ToString() == "true" || input["OwningAccount"] is not null)
        {
            throw CloudWatchErrors.NotServed("ListMetrics over several accounts (IncludeLinkedAccounts, OwningAccount)");
        }

        var first = Offset(input.TextOrNull("NextToken"));
        var since = time.GetUtcNow() - (input["RecentlyActive"] is null ? Listed : RecentlyActive);
        var found = metrics.Metrics.Where(stored => Timestamps.Parse(stored.LastSeen) >= since && Matches(stored.Metric, input))
            .Select(stored => stored.Metric).Skip(first).Take(PageSize + 1).ToList();
        var output = new JsonObject { ["Metrics"] = new JsonArray([.. found.Take(PageSize).Select(Describe)]) };
        if (found.Count > PageSize)
        {
            output["NextToken"] = (first + PageSize).ToString(CultureInfo.InvariantCulture);
        }

        return output;
    }

    private static int Offset(string? token) => token is null ? 0
        : int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : throw CloudWatchErrors.InvalidToken();

    private static bool Matches(MetricId metric, JsonObject input) =>
        (input.TextOrNull("Namespace") ?? metric.Namespace) == metric.Namespace
        && (input.TextOrNull("MetricName") ?? metric.Name) == metric.Name
        && (input["Dimensions"] as JsonArray ?? []).All(filter => metric.Dimensions.Any(dimension =>
            dimension.Name == filter!["Name"]!.ToString() && (filter["Value"]?.ToString() ?? dimension.Value) == dimension.Value));

    private static JsonObject Describe(MetricId metric) => new()
    {
        ["Namespace"] = metric.Namespace,
        ["MetricName"] = metric.Name,
        ["Dimensions"] = new JsonArray([.. metric.Dimensions.Select(dimension => new JsonObject { ["Name"] = dimension.Name, ["Value"] = dimension.Value })]),
    };
}
