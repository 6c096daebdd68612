namespace LocalCloud.CloudWatch.Expressions;

/// <summary>
/// The functions of metric math that are served. What aggregates gives a number for one series, and for several the series
/// of what they are together at each time; a series without data at a time is left out there.
/// </summary>
internal static class Functions
{
    private static readonly Dictionary<string, Func<IReadOnlyList<double>, double>> Aggregates = new(StringComparer.Ordinal)
    {
        ["AVG"] = values => values.Average(),
        ["MAX"] = values => values.Max(),
        ["MIN"] = values => values.Min(),
        ["SUM"] = values => values.Sum(),
        ["STDDEV"] = Deviation,
    };

    private static readonly Dictionary<string, Func<double, double>> Single = new(StringComparer.Ordinal)
    {
        ["ABS"] = Math.Abs,
        ["CEIL"] = Math.Ceiling,
        ["FLOOR"] = Math.Floor,
        ["LOG"] = Math.Log,
        ["LOG10"] = Math.Log10,
    };

    private static readonly Dictionary<string, Func<MathValue.Series, IEnumerable<KeyValuePair<long, double>>>> Running = new(StringComparer.Ordinal)
    {
        ["DIFF"] = series => Neighbours(series).Select(pair => KeyValuePair.Create(pair.Next.Key, pair.Next.Value - pair.Previous.Value)),
        ["RATE"] = series => Neighbours(series).Select(pair =>
            KeyValuePair.Create(pair.Next.Key, (pair.Next.Value - pair.Previous.Value) / (pair.Next.Key - pair.Previous.Key))),
        ["RUNNING_SUM"] = Accumulated,
    };

    /// <summary>Beside those of the tables: what the evaluator knows of its queries, and what takes more than one value.</summary>
    public static IReadOnlySet<string> Supported { get; } = new HashSet<string>(
        [.. Aggregates.Keys, .. Single.Keys, .. Running.Keys, "FILL", "FIRST", "IF", "LAST", "METRIC_COUNT", "METRICS", "PERIOD", "TIME_SERIES"],
        StringComparer.Ordinal);

    public static MathValue Apply(string name, IReadOnlyList<MathValue> arguments, Grid grid) => (name, arguments) switch
    {
        (_, [var value]) when Aggregates.TryGetValue(name, out var aggregate) => Aggregate(aggregate, value),
        (_, [var value]) when Single.TryGetValue(name, out var single) => Operators.Map(value, single),
        (_, [MathValue.Series series]) when Running.TryGetValue(name, out var running) => series.With(running(series)),
        (_, [MathValue.Many many]) when Running.TryGetValue(name, out var running) => Operators.Each(many, series => series.With(running(series))),
        ("FILL", [MathValue.Series series, var filler]) => Filling.Fill(series, filler),
        ("FILL", [MathValue.Many many, var filler]) => Operators.Each(many, series => Filling.Fill(series, filler)),
        ("FIRST", [MathValue.Many { Items: [var first, ..] }]) => first,
        ("LAST", [MathValue.Many { Items: [.., var last] }]) => last,
        ("IF", [var condition, var yes, var no]) => If(condition, yes, no),
        ("METRIC_COUNT", [MathValue.Many many]) => new MathValue.Scalar(many.Items.Count),
        ("PERIOD", [MathValue.Series series]) => new MathValue.Scalar(series.Grid.Period),
        ("TIME_SERIES", [MathValue.Scalar scalar]) => Constant(scalar.Value, grid),
        _ => throw new ArgumentException($"The function {name} does not take these arguments"),
    };

    private static MathValue Aggregate(Func<IReadOnlyList<double>, double> aggregate, MathValue value) => value switch
    {
        MathValue.Scalar scalar => scalar,
        MathValue.Series series => new MathValue.Scalar(series.Points.Count == 0 ? double.NaN : aggregate([.. series.Points.Values])),
        MathValue.Many { Items.Count: > 0 } many => many.Items[0].With(many.Items
            .SelectMany(series => series.Points)
            .GroupBy(point => point.Key, point => point.Value)
            .Select(group => KeyValuePair.Create(group.Key, aggregate([.. group])))),
        _ => throw new ArgumentException("There is nothing to aggregate"),
    };

    private static MathValue If(MathValue condition, MathValue yes, MathValue no) => condition switch
    {
        // The kind of the result must not depend on the data: an alarm takes one time series and nothing else.
        _ when (yes, no) is not ((MathValue.Scalar or MathValue.Series, MathValue.Scalar or MathValue.Series) or (MathValue.Many, MathValue.Many)) =>
            throw new ArgumentException("IF chooses between numbers and time series"),
        MathValue.Scalar scalar => (scalar.Value is not 0 and not double.NaN ? (yes, no) : (no, yes)) switch
        {
            (MathValue.Scalar chosen, MathValue.Series other) => Constant(chosen.Value, other.Grid),
            var (chosen, _) => chosen,
        },
        MathValue.Series when yes is MathValue.Many => throw new ArgumentException("IF chooses between numbers and time series"),
        MathValue.Series series => series.With(series.Points.Select(point => KeyValuePair.Create(point.Key, At(point.Value != 0 ? yes : no, point.Key)))),
        _ => throw new ArgumentException("The condition of IF is a number or one time series"),
    };

    private static MathValue.Series Constant(double value, Grid grid) =>
        new(grid, MathValue.Series.Finite(grid.Times().Select(time => KeyValuePair.Create(time, value))));

    private static double At(MathValue value, long time) => value switch
    {
        MathValue.Scalar scalar => scalar.Value,
        MathValue.Series series => series.Points.TryGetValue(time, out var found) ? found : double.NaN,
        _ => throw new ArgumentException("IF chooses between numbers and time series"),
    };

    private static IEnumerable<(KeyValuePair<long, double> Previous, KeyValuePair<long, double> Next)> Neighbours(MathValue.Series series) =>
        series.Points.Zip(series.Points.Skip(1));

    private static IEnumerable<KeyValuePair<long, double>> Accumulated(MathValue.Series series)
    {
        var sum = 0.0;
        foreach (var (time, value) in series.Points)
        {
            yield return KeyValuePair.Create(time, sum += value);
        }
    }

    private static double Deviation(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
