namespace Mlops.Bench.Drift;

/// <summary>Milliseconds on the clock and of the processors: on a machine that others use too, only the latter can be compared.</summary>
internal readonly record struct Time(double Wall, double Processor)
{
    public static Time operator +(Time left, Time right) => new(left.Wall + right.Wall, left.Processor + right.Processor);

    public Time Better(Time other) => new(Math.Min(Wall, other.Wall), Math.Min(Processor, other.Processor));
}
