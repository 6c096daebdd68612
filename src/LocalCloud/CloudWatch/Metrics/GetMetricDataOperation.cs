using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudWatch.Expressions;
using LocalCloud.Models;

namespace LocalCloud.CloudWatch.Metrics;

/// <summary>GetMetricData: statistics of metrics and expressions over them, in pages of data points.</summary>
internal sealed class GetMetricDataOperation(MetricReader reader, string account)
{
    private const int MostDatapoints = 100_800;

    public ApiOperation Operation() => new(
        "GetMetricData", (input, _, _) => Task.FromResult(Get(input)), (_, _) => [new("cloudwatch:GetMetricData", "*")]);

    private JsonObject Get(JsonObject input)
    {
        var queries = MetricQuery.All(input["MetricDataQueries"]!.AsArray(), account);
        if (queries.FirstOrDefault(query => query.Metric is not null && query.Period is null) is { } incomplete)
        {
            throw AwsException.Validation($"Period is needed in the query '{incomplete.Id}'.");
        }

        if (!queries.Any(query => query.ReturnData))
        {
            throw AwsException.Validation("At least one query must have ReturnData set to true.");
        }

        var evaluator = new QueryEvaluator(queries, Range(input, queries), reader.Series);
        // Every query is worked out, for its problems, whether or not it is returned.
        var values = queries.Select(query => (Query: query, Value: evaluator.Value(query))).ToList();
        var newestFirst = input.TextOrNull("ScanBy") is not "TimestampAscending";
        return Page(values.Where(value => value.Query.ReturnData).SelectMany(value => Rows(value.Query, value.Value, newestFirst)).ToList(), input);
    }

    private static (long Start, long End) Range(JsonObject input, IReadOnlyList<MetricQuery> queries)
    {
        var (start, end) = (Timestamps.Parse(input["StartTime"]!.ToString()), Timestamps.Parse(input["EndTime"]!.ToString()));
        if (start >= end)
        {
            throw AwsException.Validation("The parameter StartTime must be less than the parameter EndTime.");
        }

        // An expression's times are those of its metrics: the shortest there is.
        var shortest = queries.Min(query => query.Period ?? 60);
        var asked = (end - start).TotalSeconds / shortest;
        if (asked > MostDatapoints)
        {
            throw AwsException.Validation(
                $"The queries ask for up to {asked:0} datapoints each, more than the limit of {MostDatapoints}: increase the period, or decrease the time range.");
        }

        // Rounded down to the minute, or for shorter periods to the period.
        var step = Math.Min(shortest, 60);
        var from = start.ToUnixTimeSeconds();
        return (from - (from % step), (long)Math.Ceiling(end.ToUnixTimeMilliseconds() / 1000d));
    }

    private static IEnumerable<Row> Rows(MetricQuery query, MathValue value, bool newestFirst)
    {
        IReadOnlyList<MathValue.Series> all = value switch
        {
            MathValue.Series series => [series],
            MathValue.Many many => many.Items,
            _ => throw AwsException.Validation($"The result of the query '{query.Id}' is not a time series: use TIME_SERIES, or set ReturnData to false."),
        };
        return all.Select(series => new Row(
            query.Id, query.Label ?? query.Metric?.Name ?? query.Id, [.. newestFirst ? series.Points.Reverse() : series.Points]));
    }

    private static JsonObject Page(IReadOnlyList<Row> rows, JsonObject input)
    {
        var most = input.IntOrNull("MaxDatapoints") ?? MostDatapoints;
        if (most < 1)
        {
            throw CloudWatchErrors.InvalidValue($"The value {most} for parameter MaxDatapoints is invalid: it is at least 1.");
        }

        var (row, offset) = Position(input.TextOrNull("NextToken"), rows.Count);
        var results = new JsonArray();
        var room = most;
        for (; row < rows.Count && room > 0; row++)
        {
            var points = rows[row].Points.Skip(offset).Take(room).ToList();
            room -= points.Count;
            var rest = rows[row].Points.Count - offset - points.Count;
            results.Add(Result(rows[row], points, rest > 0));
            offset = rest > 0 ? offset + points.Count : 0;
            if (rest > 0)
            {
                break;
            }
        }

        var output = new JsonObject { ["MetricDataResults"] = results, ["Messages"] = new JsonArray() };
        if (row < rows.Count)
        {
            output["NextToken"] = string.Create(CultureInfo.InvariantCulture, $"{row}-{offset}");
        }

        return output;
    }

    private static (int Row, int Offset) Position(string? token, int rows)
    {
        if (token is null)
        {
            return (0, 0);
        }

        return token.Split('-') is [var first, var second]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) && row < rows
            ? (row, offset)
            : throw CloudWatchErrors.InvalidToken();
    }

    private static JsonObject Result(Row row, List<KeyValuePair<long, double>> points, bool isPartial) => new()
    {
        ["Id"] = row.Id,
        ["Label"] = row.Label,
        ["Timestamps"] = new JsonArray([.. points.Select(point => (JsonNode)Timestamps.Iso(DateTimeOffset.FromUnixTimeSeconds(point.Key)))]),
        ["Values"] = new JsonArray([.. points.Select(point => JavaText.Node(point.Value))]),
        ["StatusCode"] = isPartial ? "PartialData" : "Complete",
    };

    private sealed record Row(string Id, string Label, IReadOnlyList<KeyValuePair<long, double>> Points);
}
