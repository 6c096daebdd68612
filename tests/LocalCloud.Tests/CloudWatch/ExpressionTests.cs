using System.Globalization;
using LocalCloud.Api;
using LocalCloud.CloudWatch.Expressions;
using LocalCloud.CloudWatch.Metrics;

namespace LocalCloud.Tests.CloudWatch;

/// <summary>Metric math over m1 = 1 2 - 4 and m2 = 10 - 30 40, a minute apart; - is a time without data.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("m1 + m2", "11 - - 44")]
    [InlineData("m2 - m1 * 2", "8 - - 32")]
    [InlineData("(m2 - m1) * 2", "18 - - 72")]
    [InlineData("-m1 ^ 2", "-1 -4 - -16")]
    [InlineData("m1 / 0", "- - - -")]
    [InlineData("m1 % 2", "1 0 - 0")]
    [InlineData("m1 >= 2", "0 1 - 1")]
    [InlineData("m1 > 1 AND m2 > 30", "0 - - 1")]
    [InlineData("m1 > 1 || m2 > 30", "0 - - 1")]
    [InlineData("SUM(METRICS())", "11 2 30 44")]
    [InlineData("SUM([m1, m2])", "11 2 30 44")]
    [InlineData("MAX([m1, m2])", "10 2 30 40")]
    [InlineData("MIN(METRICS(\"m1\"))", "1 2 - 4")]
    [InlineData("AVG([m1, m2])", "5.5 2 30 22")]
    [InlineData("m1 - MAX(m1)", "-3 -2 - 0")]
    [InlineData("FILL(m1, 0)", "1 2 0 4")]
    [InlineData("FILL(m1, REPEAT)", "1 2 2 4")]
    [InlineData("FILL(m1, LINEAR)", "1 2 3 4")]
    [InlineData("FILL(DIFF(m1), LINEAR)", "- 1 1.5 2")]
    [InlineData("FILL(m1, m2)", "1 2 30 4")]
    [InlineData("IF(m1 > 1, m1, 0)", "0 2 - 4")]
    [InlineData("IF(m1 > 1, m2, m1)", "1 - - 40")]
    [InlineData("IF(1, m2, m1)", "10 - 30 40")]
    [InlineData("IF(MAX(m1) > 3, 7, m2)", "7 7 7 7")]
    [InlineData("IF(MAX(m1) > 9, 7, m1)", "1 2 - 4")]
    [InlineData("ABS(-1 * m1)", "1 2 - 4")]
    [InlineData("CEIL(m1 / 3)", "1 1 - 2")]
    [InlineData("FLOOR(m1 / 3)", "0 0 - 1")]
    [InlineData("LOG10(m2)", "1 - 1.4771212547196624 1.6020599913279625")]
    [InlineData("DIFF(m1)", "- 1 - 2")]
    [InlineData("RUNNING_SUM(m1)", "1 3 - 7")]
    [InlineData("RATE(m1) * 60", "- 1 - 1")]
    [InlineData("TIME_SERIES(AVG(m2)) + 0 * METRIC_COUNT(METRICS())", "26.666666666666668 26.666666666666668 26.666666666666668 26.666666666666668")]
    [InlineData("m1 * PERIOD(m1)", "60 120 - 240")]
    [InlineData("LAST(METRICS()) + 0", "10 - 30 40")]
    [InlineData("STDDEV(m1) * 0 + FIRST(METRICS())", "1 2 - 4")]
    public void Expression_OverTwoMetrics_HasTheValues(string expression, string values) => Assert.Equal(values, Values(expression));

    [Theory]
    [InlineData("m1 +", "Error in expression 'm1 +': Unexpected end")]
    [InlineData("m1 $ 2", "Error in expression 'm1 $ 2': Unsupported token '$' at char 3")]
    [InlineData("m9", "Error in expression 'm9': no query has the id 'm9'")]
    [InlineData("(m1", "Error in expression '(m1': Expected ')' instead of the end")]
    [InlineData("e1 + 1", "Error in expression 'e1 + 1': it refers to itself")]
    [InlineData("MAX(m1)", "Error in expression 'MAX(m1)': its result is not one time series")]
    [InlineData("IF(1, m1, METRICS())", "Error in expression 'IF(1, m1, METRICS())': IF chooses between numbers and time series")]
    [InlineData("IF(m1, METRICS(), METRICS())", "Error in expression 'IF(m1, METRICS(), METRICS())': IF chooses between numbers and time series")]
    [InlineData("IF(m1)", "Error in expression 'IF(m1)': The function IF does not take these arguments")]
    public void Expression_ThatIsNone_IsRefusedWithTheReason(string expression, string message) =>
        Assert.Equal(message, Assert.Throws<AwsException>(() => Values(expression)).Message);

    [Theory]
    [InlineData("ANOMALY_DETECTION_BAND(m1, 2)")]
    [InlineData("SEARCH('x', 'Sum')")]
    [InlineData("HOUR(m1)")]
    public void Expression_WithAFunctionThatIsNotServed_IsRefusedByName(string expression) =>
        Assert.Contains($"does not serve the function {expression.Split('(')[0]}.", Assert.Throws<AwsException>(() => Values(expression)).Message, StringComparison.Ordinal);

    private static string Values(string expression)
    {
        var queries = new[] { Metric("m1"), Metric("m2"), new MetricQuery("e1") { ExpressionText = expression, Expression = ExpressionParser.Parse(expression) } };
        var data = new Dictionary<string, double[]> { ["m1"] = [1, 2, double.NaN, 4], ["m2"] = [10, double.NaN, 30, 40] };
        var evaluator = new QueryEvaluator(queries, (0, 240), (query, grid) => new(grid, MathValue.Series.Finite(
            grid.Times().Zip(data[query.Id], KeyValuePair.Create))));

        var series = evaluator.Single(queries[2]);

        return string.Join(' ', series.Grid.Times().Select(time =>
            series.Points.TryGetValue(time, out var value) ? (value + 0.0).ToString(CultureInfo.InvariantCulture) : "-"));
    }

    private static MetricQuery Metric(string id) => new(id) { Metric = new("n", id, []), Statistic = Statistic.Parse("Sum"), Period = 60 };
}
