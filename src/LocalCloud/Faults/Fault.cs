namespace LocalCloud.Faults;

/// <summary>A rule in force in a <see cref="FaultPlan"/>, and what it has done so far.</summary>
public sealed class Fault
{
    private readonly Lock _gate = new();
    private int _seen;
    private int _hits;

    internal Fault(FaultRule rule) => Rule = rule;

    public FaultRule Rule { get; }

    /// <summary>How many calls have gone wrong by it.</summary>
    public int Hits
    {
        get
        {
            lock (_gate)
            {
                return _hits;
            }
        }
    }

    /// <summary>Counts a call that matches; true when it is one that goes wrong.</summary>
    internal bool Take()
    {
        lock (_gate)
        {
            if (++_seen <= Rule.Skip || _hits == Rule.Times)
            {
                return false;
            }

            _hits++;
            return true;
        }
    }
}
