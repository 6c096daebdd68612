namespace LocalCloud.CloudWatch.Expressions;

/// <summary>The instants that data points can have: from <see cref="Start"/> every <see cref="Period"/> seconds, before <see cref="End"/>.</summary>
internal sealed record Grid(long Start, long End, int Period)
{
    public IEnumerable<long> Times()
    {
        for (var time = Start; time < End; time += Period)
        {
            yield return time;
        }
    }
}
