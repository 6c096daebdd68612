namespace LocalCloud.CloudWatch.Expressions;

/// <summary>Operators on numbers and series; between two series a time counts where both have data.</summary>
internal static class Operators
{
    private static readonly Dictionary<string, Func<double, double, double>> Table = new(StringComparer.Ordinal)
    {
        ["+"] = (left, right) => left + right,
        ["-"] = (left, right) => left - right,
        ["*"] = (left, right) => left * right,
        ["/"] = (left, right) => left / right,
        ["%"] = (left, right) => left % right,
        ["^"] = Math.Pow,
        ["=="] = (left, right) => Truth(left == right),
        ["!="] = (left, right) => Truth(left != right),
        ["<"] = (left, right) => Truth(left < right),
        ["<="] = (left, right) => Truth(left <= right),
        [">"] = (left, right) => Truth(left > right),
        [">="] = (left, right) => Truth(left >= right),
        ["AND"] = (left, right) => Truth(left != 0 && right != 0),
        ["OR"] = (left, right) => Truth(left != 0 || right != 0),
    };

    public static MathValue Apply(string name, MathValue left, MathValue right)
    {
        var operation = Table[name];
        double Known(double first, double second) => double.IsNaN(first) || double.IsNaN(second) ? double.NaN : operation(first, second);

        return (left, right) switch
        {
            (MathValue.Scalar first, MathValue.Scalar second) => new MathValue.Scalar(Known(first.Value, second.Value)),
            (MathValue.Series series, MathValue.Scalar scalar) => Map(series, value => Known(value, scalar.Value)),
            (MathValue.Scalar scalar, MathValue.Series series) => Map(series, value => Known(scalar.Value, value)),
            (MathValue.Series first, MathValue.Series second) => first.With(first.Points
                .Where(point => second.Points.ContainsKey(point.Key))
                .Select(point => KeyValuePair.Create(point.Key, Known(point.Value, second.Points[point.Key])))),
            (MathValue.Many many, MathValue.Scalar or MathValue.Series) => Each(many, series => Apply(name, series, right)),
            (MathValue.Scalar or MathValue.Series, MathValue.Many many) => Each(many, series => Apply(name, left, series)),
            _ => throw new ArgumentException($"The operator '{name}' does not work on these operands"),
        };
    }

    public static MathValue Map(MathValue value, Func<double, double> function) => value switch
    {
        MathValue.Scalar scalar => new MathValue.Scalar(function(scalar.Value)),
        MathValue.Series series => series.With(series.Points.Select(point => KeyValuePair.Create(point.Key, function(point.Value)))),
        MathValue.Many many => Each(many, series => Map(series, function)),
        _ => throw new ArgumentException("A word is no operand"),
    };

    public static MathValue.Many Each(MathValue.Many many, Func<MathValue.Series, MathValue> function) =>
        new([.. many.Items.Select(function).Cast<MathValue.Series>()]);

    private static double Truth(bool value) => value ? 1 : 0;
}
