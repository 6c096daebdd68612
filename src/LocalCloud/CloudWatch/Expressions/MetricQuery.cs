using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudWatch.Metrics;

namespace LocalCloud.CloudWatch.Expressions;

/// <summary>One of the queries of GetMetricData or of an alarm: a statistic of a metric, or an expression over others.</summary>
internal sealed record MetricQuery(string Id)
{
    public MetricId? Metric { get; init; }

    public Statistic? Statistic { get; init; }

    public string? Unit { get; init; }

    /// <summary>Seconds; an expression that gives none has that of its metrics.</summary>
    public int? Period { get; init; }

    public string? ExpressionText { get; init; }

    public Expression? Expression { get; init; }

    public string? Label { get; init; }

    public bool ReturnData { get; init; } = true;

    public static MetricQuery Of(JsonObject query, string account)
    {
        var id = query[nameof(Id)]!.ToString();
        var expression = query.TextOrNull(nameof(Expression));
        var stat = query["MetricStat"] as JsonObject;
        if (expression is null == stat is null)
        {
            throw AwsException.Validation($"Exactly one of Expression and MetricStat is needed in the query '{id}'.");
        }

        if (!char.IsAsciiLetterLower(id[0]) || !id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
        {
            throw AwsException.Validation($"The value '{id}' for parameter Id is invalid: it starts with a lowercase letter and has letters, digits and underscores.");
        }

        if (query.TextOrNull("AccountId") is { } other && other != account)
        {
            throw CloudWatchErrors.NotServed($"metrics of another account ({other})");
        }

        return new(id)
        {
            Metric = stat is null ? null : MetricId.Of(stat[nameof(Metric)]!.AsObject()),
            Statistic = stat is null ? null : Statistic.Parse(stat["Stat"]!.ToString()),
            Unit = stat?.TextOrNull(nameof(Unit)),
            Period = Periods.Demand((stat ?? query).IntOrNull(nameof(Period))),
            ExpressionText = expression,
            Expression = expression is null ? null : ExpressionParser.Parse(expression),
            Label = query.TextOrNull(nameof(Label)),
            ReturnData = query[nameof(ReturnData)]?.ToString() is not "false",
        };
    }

    /// <summary>Queries by id; two of one id are refused.</summary>
    public static IReadOnlyList<MetricQuery> All(IEnumerable<JsonNode?> queries, string account)
    {
        var all = queries.Select(query => Of(query!.AsObject(), account)).ToList();
        var twice = all.GroupBy(query => query.Id).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? all : throw AwsException.Validation($"The values for parameter id in MetricDataQueries are not unique: {twice.Key}.");
    }
}
