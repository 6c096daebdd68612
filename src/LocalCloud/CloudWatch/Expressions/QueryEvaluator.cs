using LocalCloud.Api;
using LocalCloud.CloudWatch.Metrics;

namespace LocalCloud.CloudWatch.Expressions;

/// <summary>
/// The values of queries in a range of time. Each is worked out once; <paramref name="read"/> gives a metric's series on a grid.
/// </summary>
internal sealed class QueryEvaluator(IReadOnlyList<MetricQuery> queries, (long Start, long End) range, Func<MetricQuery, Grid, MathValue.Series> read)
{
    private readonly Dictionary<string, MathValue?> _known = new(StringComparer.Ordinal);

    public MathValue Value(MetricQuery query)
    {
        if (_known.TryGetValue(query.Id, out var known))
        {
            return known ?? throw Problem(query, "it refers to itself");
        }

        _known[query.Id] = null;
        var value = query.Expression is { } expression ? Work(query, expression) : read(query, new Grid(range.Start, range.End, query.Period!.Value));
        _known[query.Id] = value;
        return value;
    }

    /// <summary>The one time series that a query must be for an alarm; a number alone is none.</summary>
    public MathValue.Series Single(MetricQuery query) => Value(query) as MathValue.Series ?? throw Problem(query, "its result is not one time series");

    private static AwsException Problem(MetricQuery query, string problem) =>
        ExpressionLexer.Problem(query.ExpressionText ?? query.Id, problem);

    private MathValue Work(MetricQuery query, Expression expression)
    {
        try
        {
            return Evaluate(expression, GridOf(query));
        }
        catch (ArgumentException problem)
        {
            throw Problem(query, problem.Message);
        }
    }

    private Grid GridOf(MetricQuery query) =>
        new(range.Start, range.End, query.Period ?? queries.Where(other => other.Metric is not null).Select(other => other.Period!.Value).DefaultIfEmpty(60).Max());

    private MathValue Evaluate(Expression expression, Grid grid) => expression switch
    {
        Expression.Number number => new MathValue.Scalar(number.Value),
        Expression.Text text => new MathValue.Word(text.Value),
        Expression.Name name => Named(name.Value),
        Expression.List list => Many(list.Items.Select(item => Evaluate(item, grid))),
        Expression.Negation negation => Operators.Map(Evaluate(negation.Operand, grid), value => -value),
        Expression.Operation operation => Operators.Apply(operation.Operator, Evaluate(operation.Left, grid), Evaluate(operation.Right, grid)),
        Expression.Call { Function: "METRICS" } call => Metrics([.. call.Arguments.Select(argument => Evaluate(argument, grid))]),
        Expression.Call call => Functions.Apply(call.Function, [.. call.Arguments.Select(argument => Evaluate(argument, grid))], grid),
        _ => throw new InvalidOperationException($"Nobody evaluates {expression.GetType().Name}."),
    };

    private MathValue Named(string name)
    {
        if (queries.FirstOrDefault(query => query.Id == name) is { } query)
        {
            return Value(query);
        }

        return name.ToUpperInvariant() is "REPEAT" or "LINEAR"
            ? new MathValue.Word(name.ToUpperInvariant())
            : throw new ArgumentException($"no query has the id '{name}'");
    }

    private static MathValue.Many Many(IEnumerable<MathValue> values) => new([.. values.SelectMany(value => value switch
    {
        MathValue.Series series => [series],
        MathValue.Many many => many.Items,
        _ => throw new ArgumentException("A list is one of time series"),
    })]);

    /// <summary>Every metric of the queries, or those whose id has the text.</summary>
    private MathValue.Many Metrics(IReadOnlyList<MathValue> arguments)
    {
        var text = arguments switch
        {
            [] => "",
            [MathValue.Word word] => word.Text,
            _ => throw new ArgumentException("METRICS takes nothing or one text"),
        };
        return Many(queries.Where(query => query.Metric is not null && query.Id.Contains(text, StringComparison.Ordinal)).Select(Value));
    }
}
