namespace LocalCloud.CloudWatch.Alarms;

/// <summary>
/// A change of one alarm with the changes of the composite alarms that it brings about: gathered, so that all of it is
/// written as one and nothing is kept in memory that is not on disk.
/// </summary>
internal sealed class AlarmCascade(IReadOnlyDictionary<string, Alarm> kept, IReadOnlyDictionary<string, AlarmRule> rules, AlarmChange change)
{
    private readonly Dictionary<string, Alarm> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changing = new(StringComparer.Ordinal);
    private readonly List<AlarmUpdate> _updates = [];

    /// <summary>In the order in which it happened; an alarm can be among them more than once.</summary>
    public IReadOnlyList<AlarmUpdate> Updates => _updates;

    public Alarm? Find(string name) => _changed.GetValueOrDefault(name) ?? kept.GetValueOrDefault(name);

    /// <summary>Changes an alarm, but not its state.</summary>
    public void Put(Alarm alarm, params IReadOnlyList<HistoryItem> history) => Add(new(alarm, history, []));

    public void Transit(Alarm before, string value, (string Words, string? Data) reason, DateTimeOffset at)
    {
        var changes = before.State.Value != value;
        var after = before with { State = new(value, reason.Words, reason.Data, at, changes ? at : before.State.Transitioned) };
        Add(new(after, changes ? [HistoryItem.StateUpdate(before, after)] : [], changes ? change.Notices(before, after) : []));
        // A cycle of composite alarms is not followed round.
        if (changes && _changing.Add(after.Name))
        {
            foreach (var (parent, rule) in Parents(after.Name).Where(parent => !_changing.Contains(parent.Key)))
            {
                Recompose(Find(parent)!, rule, CompositeReason.Child(after, at), at);
            }

            _changing.Remove(after.Name);
        }
    }

    public void Recompose(Alarm composite, AlarmRule rule, (string Words, string Data) reason, DateTimeOffset at)
    {
        var value = rule.Holds(name => Find(name)?.State.Value) ? Alarm.Alarming : Alarm.Ok;
        if (value != composite.State.Value)
        {
            Transit(composite, value, (reason.Words.Replace(CompositeReason.Outcome, value, StringComparison.Ordinal), reason.Data), at);
        }
    }

    private IEnumerable<KeyValuePair<string, AlarmRule>> Parents(string name) =>
        rules.Where(rule => rule.Value.Names().Contains(name)).OrderBy(rule => rule.Key, StringComparer.Ordinal);

    private void Add(AlarmUpdate update)
    {
        _changed[update.Alarm.Name] = update.Alarm;
        _updates.Add(update);
    }
}
