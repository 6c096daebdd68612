namespace LocalCloud.CloudWatch.Expressions;

/// <summary>FILL: values for the times of the grid that have no data.</summary>
internal static class Filling
{
    public static MathValue.Series Fill(MathValue.Series series, MathValue filler) => filler switch
    {
        MathValue.Scalar scalar => Each(series, _ => scalar.Value),
        MathValue.Series other => Each(series, time => other.Points.TryGetValue(time, out var value) ? value : double.NaN),
        MathValue.Word { Text: "REPEAT" } => Repeated(series),
        MathValue.Word { Text: "LINEAR" } => Linear(series),
        _ => throw new ArgumentException("FILL fills with a number, a time series, REPEAT or LINEAR"),
    };

    private static MathValue.Series Each(MathValue.Series series, Func<long, double> missing) => series.With(series.Grid.Times()
        .Select(time => KeyValuePair.Create(time, series.Points.TryGetValue(time, out var value) ? value : missing(time))));

    private static MathValue.Series Repeated(MathValue.Series series)
    {
        var last = double.NaN;
        var filled = new List<KeyValuePair<long, double>>();
        foreach (var time in series.Grid.Times())
        {
            last = series.Points.TryGetValue(time, out var value) ? value : last;
            filled.Add(KeyValuePair.Create(time, last));
        }

        return series.With(filled);
    }

    /// <summary>Nothing before the first datum and after the last: there is no line there.</summary>
    private static MathValue.Series Linear(MathValue.Series series)
    {
        List<KeyValuePair<long, double>> points = [.. series.Points];
        var after = 0;
        return Each(series, time =>
        {
            while (after < points.Count && points[after].Key <= time)
            {
                after++;
            }

            if (after == 0 || after == points.Count)
            {
                return double.NaN;
            }

            var (left, right) = (points[after - 1], points[after]);
            return left.Value + ((right.Value - left.Value) * (time - left.Key) / (right.Key - left.Key));
        });
    }
}
