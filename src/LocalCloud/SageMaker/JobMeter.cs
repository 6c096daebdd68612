namespace LocalCloud.SageMaker;

/// <summary>Real time that processes of processing and training jobs have run in this cloud's lifetime, summed over jobs.</summary>
public sealed class JobMeter
{
    private long _ticks;

    public TimeSpan Total => new(Interlocked.Read(ref _ticks));

    internal void Add(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
