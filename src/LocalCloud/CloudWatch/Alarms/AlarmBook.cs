using LocalCloud.CloudWatch.Metrics;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>
/// Every alarm with its state. An alarm is evaluated only at instants at which its outcome can differ: when a datum enters
/// another window of it or leaves the last, one step after it was put or set, and at once when data came late. Instants that
/// the clock has jumped over are made up for, in their order, each as if it were then.
/// </summary>
internal sealed class AlarmBook
{
    public const string Initial = "Unchecked: Initial alarm creation";

    private readonly Lock _gate = new();
    private readonly AlarmStore _store;
    private readonly MetricStore _metrics;
    private readonly AlarmChange _change;
    private readonly TimeProvider _time;
    private readonly MetricEvaluator _evaluator;
    private readonly SortedDictionary<string, Alarm> _alarms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MetricPlan> _plans = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AlarmRule> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _due = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changing = new(StringComparer.Ordinal);

    public AlarmBook(AlarmStore store, MetricStore metrics, AlarmChange change, TimeProvider time)
    {
        (_store, _metrics, _change, _time, _evaluator) = (store, metrics, change, time, new(metrics));
        foreach (var alarm in store.Alarms)
        {
            Keep(alarm);
            if (_plans.TryGetValue(alarm.Name, out var plan))
            {
                SetDue(alarm.Name, Earlier(alarm.Due, _evaluator.NextChange(plan, alarm.EvaluatedTo)));
            }
        }
    }

    /// <summary>Set while alarms are to be evaluated: told, under the lock, when the next one is due.</summary>
    public Action<DateTimeOffset?>? Started { get; set; }

    public IReadOnlyList<Alarm> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _alarms.Values];
            }
        }
    }

    public Alarm? Find(string name)
    {
        lock (_gate)
        {
            return _alarms.GetValueOrDefault(name);
        }
    }

    /// <summary>Evaluates what is due; the timer's work.</summary>
    public void CatchUp()
    {
        lock (_gate)
        {
            CatchUpLocked();
        }
    }

    /// <summary>Keeps data and evaluates the alarms that watch them.</summary>
    public void Record(IReadOnlyList<(MetricId Metric, MetricPoint Point)> data)
    {
        lock (_gate)
        {
            // What was due before these data came must not see them.
            CatchUpLocked();
            _metrics.Add(data);
            var times = data.GroupBy(item => item.Metric.Key(), item => item.Point.Time).ToDictionary(group => group.Key, group => group.ToList());
            foreach (var (name, plan) in _plans.Where(entry => entry.Value.Metrics.Overlaps(times.Keys)))
            {
                Arrived(_alarms[name], plan, plan.Metrics.SelectMany(metric => times.GetValueOrDefault(metric, [])));
            }

            CatchUpLocked();
        }
    }

    /// <summary>Makes an alarm, or brings one to another configuration without touching its state.</summary>
    public void Put(Alarm put)
    {
        lock (_gate)
        {
            CatchUpLocked();
            var now = _time.GetUtcNow();
            var existing = _alarms.GetValueOrDefault(put.Name);
            var alarm = existing is null ? put : put with { State = existing.State, Tags = put.Tags.Count > 0 ? put.Tags : existing.Tags };
            var plan = Compile(alarm);
            alarm = alarm with { EvaluatedTo = now.ToUnixTimeSeconds(), Due = plan?.TickAfter(now.ToUnixTimeSeconds()) };
            Keep(alarm);
            SetDue(alarm.Name, alarm.Due);
            var (type, verb) = existing is null ? ("Create", "created") : ("Update", "updated");
            _store.Put(alarm, [HistoryItem.ConfigurationUpdate(alarm, type, verb, now)], []);
            _store.Prune(now);
            if (alarm.IsComposite)
            {
                Recompose(alarm, CompositeReason.Put(alarm, verb, Triggering(_rules[alarm.Name].Names())), now);
            }

            CatchUpLocked();
        }
    }

    /// <summary>Changes an alarm without a word in its state: tags, or whether its actions are enabled.</summary>
    public void Update(string name, Func<Alarm, Alarm> update)
    {
        lock (_gate)
        {
            var alarm = update(_alarms[name]);
            Keep(alarm);
            _store.Put(alarm);
        }
    }

    /// <summary>Sets a state by hand; it holds until the alarm is evaluated next.</summary>
    public void Set(string name, string value, string reason, string? data)
    {
        lock (_gate)
        {
            CatchUpLocked();
            var now = _time.GetUtcNow();
            Transit(_alarms[name], value, (reason, data), now);
            if (_plans.TryGetValue(name, out var plan))
            {
                var due = plan.TickAfter(now.ToUnixTimeSeconds());
                SetDue(name, due);
                Update(name, alarm => alarm with { Due = due });
            }

            CatchUpLocked();
        }
    }

    public void Delete(IEnumerable<Alarm> alarms)
    {
        lock (_gate)
        {
            foreach (var alarm in alarms)
            {
                _store.Delete(alarm, HistoryItem.ConfigurationUpdate(alarm, "Delete", "deleted", _time.GetUtcNow()));
                _alarms.Remove(alarm.Name);
                _plans.Remove(alarm.Name);
                _rules.Remove(alarm.Name);
                _due.Remove(alarm.Name);
            }

            CatchUpLocked();
        }
    }

    /// <summary>The composite alarms whose rule asks for an alarm.</summary>
    public IReadOnlyList<string> Parents(string name)
    {
        lock (_gate)
        {
            return [.. _rules.Where(rule => rule.Value.Names().Contains(name)).Select(rule => rule.Key).Order(StringComparer.Ordinal)];
        }
    }

    public IReadOnlyList<string> Children(string composite)
    {
        lock (_gate)
        {
            return _rules.TryGetValue(composite, out var rule) ? [.. rule.Names()] : [];
        }
    }

    private static long? Earlier(long? left, long? right) => left is null ? right : right is null ? left : Math.Min(left.Value, right.Value);

    private void Keep(Alarm alarm)
    {
        _alarms[alarm.Name] = alarm;
        if (Compile(alarm) is { } plan)
        {
            _plans[alarm.Name] = plan;
            _rules.Remove(alarm.Name);
        }
        else
        {
            _rules[alarm.Name] = AlarmRuleParser.Parse(alarm.Configuration["AlarmRule"]!.ToString());
            _plans.Remove(alarm.Name);
        }
    }

    private MetricPlan? Compile(Alarm alarm) => alarm.IsComposite ? null
        : _alarms.TryGetValue(alarm.Name, out var kept) && ReferenceEquals(kept.Configuration, alarm.Configuration) && _plans.TryGetValue(alarm.Name, out var plan) ? plan
        : MetricPlan.Of(alarm.Configuration, _change.Account);

    private void SetDue(string name, long? due)
    {
        if (due is { } instant)
        {
            _due[name] = instant;
        }
        else
        {
            _due.Remove(name);
        }
    }

    private void Arrived(Alarm alarm, MetricPlan plan, IEnumerable<long> times)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        // The latest evaluation there should have been: data that belong to it count from now on.
        var latest = plan.TickAfter(now) - plan.Step;
        foreach (var time in times)
        {
            var due = time < latest ? latest : plan.NextChange(time, Math.Max(latest, alarm.EvaluatedTo));
            SetDue(alarm.Name, Earlier(_due.TryGetValue(alarm.Name, out var known) ? known : null, due));
        }
    }

    private void CatchUpLocked()
    {
        if (Started is not { } started)
        {
            return;
        }

        var now = _time.GetUtcNow();
        while (Next() is { } next && next.Due <= now.ToUnixTimeSeconds())
        {
            Evaluate(_alarms[next.Name], _plans[next.Name], next.Due, now);
        }

        started(Next() is { } later ? DateTimeOffset.FromUnixTimeSeconds(later.Due) : null);
    }

    private (string Name, long Due)? Next() =>
        _due.Count == 0 ? null : _due.Select(due => (Name: due.Key, Due: due.Value)).MinBy(due => (due.Due, due.Name));

    private void Evaluate(Alarm alarm, MetricPlan plan, long tick, DateTimeOffset now)
    {
        var instant = DateTimeOffset.FromUnixTimeSeconds(tick);
        var at = now - instant < TimeSpan.FromSeconds(plan.Step) ? now : instant;
        var due = _evaluator.NextChange(plan, tick);
        SetDue(alarm.Name, due);
        var evaluated = alarm with { EvaluatedTo = tick, Due = due };
        Keep(evaluated);
        if (_evaluator.Evaluate(plan, tick, at, alarm.State.Value) is { } found)
        {
            Transit(evaluated, found.Value, (found.Reason, found.Data), at);
        }
        else
        {
            _store.Put(evaluated);
        }
    }

    private void Transit(Alarm before, string value, (string Words, string? Data) reason, DateTimeOffset at)
    {
        var changes = before.State.Value != value;
        var after = before with { State = new(value, reason.Words, reason.Data, at, changes ? at : before.State.Transitioned) };
        Keep(after);
        _store.Put(after, changes ? [HistoryItem.StateUpdate(before, after)] : [], changes ? _change.Notices(before, after) : []);
        // A cycle of composite alarms is not followed round.
        if (changes && _changing.Add(after.Name))
        {
            foreach (var parent in Parents(after.Name).Where(parent => !_changing.Contains(parent)))
            {
                Recompose(_alarms[parent], CompositeReason.Child(after, at), at);
            }

            _changing.Remove(after.Name);
        }
    }

    private void Recompose(Alarm composite, (string Words, string Data) reason, DateTimeOffset at)
    {
        var value = _rules[composite.Name].Holds(name => _alarms.GetValueOrDefault(name)?.State.Value) ? Alarm.Alarming : Alarm.Ok;
        if (value != composite.State.Value)
        {
            Transit(composite, value, (reason.Words.Replace(CompositeReason.Outcome, value, StringComparison.Ordinal), reason.Data), at);
        }
    }

    private List<Alarm> Triggering(IEnumerable<string> names) => [.. names.Where(_alarms.ContainsKey).Select(name => _alarms[name])];
}
