namespace LocalCloud.CloudWatch.Expressions;

/// <summary>What an expression is worth: a number, a time series, several of them, or a word for a function.</summary>
internal abstract record MathValue
{
    /// <summary>NaN when it would be made of data that are not there.</summary>
    public sealed record Scalar(double Value) : MathValue;

    /// <summary>Values by Unix second; times of the grid that are missing have no data.</summary>
    public sealed record Series(Grid Grid, SortedDictionary<long, double> Points) : MathValue
    {
        public Series With(IEnumerable<KeyValuePair<long, double>> points) => this with { Points = Finite(points) };

        public static SortedDictionary<long, double> Finite(IEnumerable<KeyValuePair<long, double>> points) =>
            new(points.Where(point => double.IsFinite(point.Value)).ToDictionary());
    }

    public sealed record Many(IReadOnlyList<Series> Items) : MathValue;

    public sealed record Word(string Text) : MathValue;
}
