namespace Mlops.Bench.Common;

/// <summary>Repeated measurements of one thing.</summary>
public sealed class Sample
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public double Median => Percentile(0.5);

    public double P90 => Percentile(0.9);

    public double Least => _values.Min();

    public void Add(double value) => _values.Add(value);

    private double Percentile(double share)
    {
        var sorted = _values.Order().ToList();
        var at = share * (sorted.Count - 1);
        var (low, high) = (sorted[(int)Math.Floor(at)], sorted[(int)Math.Ceiling(at)]);
        return low + ((high - low) * (at - Math.Floor(at)));
    }
}
