namespace Mlops.Domain.Drift;

/// <summary>Takes numbers one by one into a <see cref="QuantileSketch"/>, in memory that grows with the logarithm of their count.</summary>
public sealed class QuantileSketchBuilder
{
    private const int LargestBlock = 16384;
    private const int PointsOfLevel = 4096;

    // Like the digits of a binary counter: level i is empty or stands for 2^i blocks, so a number is reduced log(n) times at most.
    private readonly List<(WeightedPoints Points, double Error)?> _levels = [];
    private double[] _block = new double[64];
    private int _used;
    private Moments _moments;

    public void Add(double number)
    {
        if (_used == _block.Length)
        {
            Grow();
        }

        // Minus zero would sort as another value than zero.
        _block[_used++] = number + 0.0;
    }

    public QuantileSketch Build()
    {
        Flush();
        var levels = _levels.OfType<(WeightedPoints Points, double Error)>().ToList();
        if (levels.Count == 0)
        {
            return QuantileSketch.Empty;
        }

        var error = levels.Sum(level => level.Error * level.Points.Total) / _moments.Count;
        return QuantileSketch.Of(_moments, WeightedPoints.Merge([.. levels.Select(level => level.Points)]), error);
    }

    private void Grow()
    {
        if (_block.Length < LargestBlock)
        {
            Array.Resize(ref _block, _block.Length * 4);
        }
        else
        {
            Flush();
        }
    }

    private void Flush()
    {
        if (_used == 0)
        {
            return;
        }

        var block = _block.AsSpan(0, _used);
        _moments.Add(Moments.Of(block));
        RadixSort.Sort(block);
        var points = WeightedPoints.OfSorted(block, PointsOfLevel, out var error);
        Carry(points, error);
        _used = 0;
    }

    private void Carry(WeightedPoints points, double error)
    {
        for (var level = 0; ; level++)
        {
            if (points.Length > PointsOfLevel)
            {
                points = points.Reduce(PointsOfLevel);
                error += 0.5 / PointsOfLevel;
            }

            if (level == _levels.Count)
            {
                _levels.Add(null);
            }

            if (_levels[level] is not { } other)
            {
                _levels[level] = (points, error);
                return;
            }

            error = ((error * points.Total) + (other.Error * other.Points.Total)) / (points.Total + other.Points.Total);
            points = WeightedPoints.Merge([other.Points, points]);
            _levels[level] = null;
        }
    }
}
