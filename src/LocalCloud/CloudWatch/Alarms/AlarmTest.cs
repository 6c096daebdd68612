namespace LocalCloud.CloudWatch.Alarms;

/// <summary>
/// When a metric alarm alarms: <see cref="DatapointsToAlarm"/> (M) breaching data points of <see cref="EvaluationPeriods"/> (N).
/// </summary>
/// <remarks>
/// The rules are those of the user guide, "Configuring how CloudWatch alarms treat missing data". More data points than N are
/// looked at, the evaluation range; when at least N of them are there, the newest N decide and nothing is missing. Else all
/// that are there count, and as many as are short of N are filled in:
/// <code>
/// breaching      M of those there and those filled in breach: ALARM, else OK
/// notBreaching   M of those there breach: ALARM, else OK
/// ignore         M of those there breach: ALARM; one does not: OK; else the state stays
/// missing        the same, but none there is INSUFFICIENT_DATA, and breaching ones alone are ALARM when the oldest is M old
/// </code>
/// </remarks>
internal sealed record AlarmTest(int EvaluationPeriods, int DatapointsToAlarm, Comparison Comparison, double Threshold, string TreatMissingData)
{
    // The guide's examples look at five data points for three periods.
    private const int Beyond = 2;

    public int Range => EvaluationPeriods + Beyond;

    /// <summary>Decides by the data points of the evaluation range, oldest first; null is a missing one.</summary>
    public AlarmOutcome Decide(IReadOnlyList<double?> range)
    {
        var there = Enumerable.Range(0, range.Count).Where(index => range[index] is not null).ToList();
        if (there.Count >= EvaluationPeriods)
        {
            var newest = there[^EvaluationPeriods..];
            return new(newest.Count(index => Breaches(range[index])) >= DatapointsToAlarm ? Alarm.Alarming : Alarm.Ok, newest, 0);
        }

        return new(Incomplete(range, there), there, EvaluationPeriods - there.Count);
    }

    public bool Breaches(double? value) => value is { } known && Comparison.Holds(known, Threshold);

    private string? Incomplete(IReadOnlyList<double?> range, List<int> there)
    {
        var breaching = there.Count(index => Breaches(range[index]));
        if (TreatMissingData is "breaching" or "notBreaching")
        {
            var counted = TreatMissingData == "breaching" ? breaching + EvaluationPeriods - there.Count : breaching;
            return counted >= DatapointsToAlarm ? Alarm.Alarming : Alarm.Ok;
        }

        if (breaching >= DatapointsToAlarm)
        {
            return Alarm.Alarming;
        }

        if (breaching < there.Count)
        {
            return Alarm.Ok;
        }

        return (TreatMissingData, there) switch
        {
            ("ignore", _) => null,
            (_, []) => Alarm.Unknown,
            // One that breaches and is younger may be followed by one that does not: no premature alarm.
            (_, [var oldest, ..]) => range.Count - oldest >= DatapointsToAlarm ? Alarm.Alarming : null,
        };
    }
}

/// <summary>The state that follows, or null when the present one stays; the places of the data points that decided, and how many were filled in.</summary>
internal sealed record AlarmOutcome(string? State, IReadOnlyList<int> Evaluated, int Filled);
