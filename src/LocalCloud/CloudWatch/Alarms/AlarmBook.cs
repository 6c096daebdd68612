using System.Data.Common;
using LocalCloud.CloudWatch.Metrics;
using LocalCloud.Time;
using Microsoft.Extensions.Logging;

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
    private readonly ILogger _logger;
    private bool _recomposed;
    private long _pruneAt;

    public AlarmBook(AlarmStore store, MetricStore metrics, AlarmChange change, TimeProvider time, ILogger logger)
    {
        (_store, _metrics, _change, _time, _logger, _evaluator) = (store, metrics, change, time, logger, new(metrics));
        foreach (var alarm in store.Alarms)
        {
            Keep(alarm);
            if (_plans.TryGetValue(alarm.Name, out var plan))
            {
                SetDue(alarm.Name, Earlier(alarm.Due, _evaluator.NextChange(plan, alarm.EvaluatedTo)));
            }
        }
    }

    /// <summary>Set while alarms are to be evaluated: told, under the lock, when to catch up next.</summary>
    public Action<DateTimeOffset>? Started { get; set; }

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
            var alarm = existing is null ? put : put with { State = existing.State, Tags = existing.Tags };
            var plan = Compile(alarm);
            alarm = alarm with { EvaluatedTo = now.ToUnixTimeSeconds(), Due = plan?.TickAfter(now.ToUnixTimeSeconds()) };
            var (type, verb) = existing is null ? ("Create", "created") : ("Update", "updated");
            var cascade = NewCascade();
            cascade.Put(alarm, HistoryItem.ConfigurationUpdate(alarm, type, verb, now));
            if (plan is null)
            {
                var rule = RuleOf(alarm);
                cascade.Recompose(alarm, rule, CompositeReason.Put(alarm, verb, Triggering(rule.Names())), now);
            }

            Commit(cascade);
            SetDue(alarm.Name, alarm.Due);
            CatchUpLocked();
        }
    }

    /// <summary>Changes an alarm without a word in its state: tags, or whether its actions are enabled.</summary>
    public void Update(string name, Func<Alarm, Alarm> update)
    {
        lock (_gate)
        {
            var cascade = NewCascade();
            cascade.Put(update(_alarms[name]));
            Commit(cascade);
        }
    }

    /// <summary>Sets a state by hand; it holds until the alarm is evaluated next.</summary>
    public void Set(string name, string value, string reason, string? data)
    {
        lock (_gate)
        {
            CatchUpLocked();
            var now = _time.GetUtcNow();
            var due = _plans.GetValueOrDefault(name)?.TickAfter(now.ToUnixTimeSeconds());
            var cascade = NewCascade();
            cascade.Transit(_alarms[name] with { Due = due }, value, (reason, data), now);
            Commit(cascade);
            SetDue(name, due);
            CatchUpLocked();
        }
    }

    public void Delete(IReadOnlyList<Alarm> alarms)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            _store.Delete([.. alarms.Select(alarm => (alarm.Name, HistoryItem.ConfigurationUpdate(alarm, "Delete", "deleted", now)))]);
            foreach (var alarm in alarms)
            {
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
        // What is compiled already is found by the alarm that is still there.
        if (Compile(alarm) is { } plan)
        {
            _plans[alarm.Name] = plan;
        }
        else
        {
            _rules[alarm.Name] = RuleOf(alarm);
        }

        _alarms[alarm.Name] = alarm;
    }

    private AlarmRule RuleOf(Alarm composite) =>
        _alarms.TryGetValue(composite.Name, out var kept) && ReferenceEquals(kept.Configuration, composite.Configuration) && _rules.TryGetValue(composite.Name, out var rule)
            ? rule
            : AlarmRuleParser.Parse(composite.Configuration["AlarmRule"]!.ToString());

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

    /// <summary>Never throws: what an alarm's trouble is must not be that of whoever records a datum.</summary>
    private void CatchUpLocked()
    {
        if (Started is not { } started)
        {
            return;
        }

        var now = _time.GetUtcNow();
        try
        {
            RecomposeLocked(now);
            PruneLocked(now);
            while (Next() is { } next && next.Due <= now.ToUnixTimeSeconds())
            {
                Evaluate(_alarms[next.Name], _plans[next.Name], next.Due, now);
            }

            started(DateTimeOffset.FromUnixTimeSeconds(Math.Min(Next()?.Due ?? _pruneAt, _pruneAt)));
        }
        catch (Exception problem)
        {
            // What could not be written is still due: a disk that is full now may have room later.
            _logger.EvaluationBroke(problem);
            started(now + DueTimer.AfterTrouble);
        }
    }

    /// <summary>Once a day; what the day brought is not worth a look at the disk before.</summary>
    private void PruneLocked(DateTimeOffset now)
    {
        if (now.ToUnixTimeSeconds() < _pruneAt)
        {
            return;
        }

        _store.Prune(now);
        _metrics.Prune(now);
        _pruneAt = now.ToUnixTimeSeconds() + Periods.Day;
    }

    /// <summary>
    /// At the start brings every composite alarm to what its rule says. Rounds are as many as there are composites at most: a
    /// cycle has no rest.
    /// </summary>
    private void RecomposeLocked(DateTimeOffset now)
    {
        for (var round = 0; !_recomposed && round < _rules.Count; round++)
        {
            var cascade = NewCascade();
            foreach (var (name, rule) in _rules)
            {
                if (Triggering(rule.Names()).MaxBy(child => child.State.Transitioned) is { } latest)
                {
                    cascade.Recompose(cascade.Find(name)!, rule, CompositeReason.Child(latest, latest.State.Transitioned), now);
                }
            }

            if (cascade.Updates.Count == 0)
            {
                break;
            }

            Commit(cascade);
        }

        _recomposed = true;
    }

    private (string Name, long Due)? Next() =>
        _due.Count == 0 ? null : _due.Select(due => (Name: due.Key, Due: due.Value)).MinBy(due => (due.Due, due.Name));

    private void Evaluate(Alarm alarm, MetricPlan plan, long tick, DateTimeOffset now)
    {
        var instant = DateTimeOffset.FromUnixTimeSeconds(tick);
        var at = now - instant < TimeSpan.FromSeconds(plan.Step) ? now : instant;
        var due = _evaluator.NextChange(plan, tick);
        var evaluated = alarm with { EvaluatedTo = tick, Due = due };
        var cascade = NewCascade();
        if (Judge(evaluated, plan, tick, at) is { } found)
        {
            cascade.Transit(evaluated, found.Value, (found.Reason, found.Data), at);
        }
        else
        {
            cascade.Put(evaluated);
        }

        Commit(cascade);
        SetDue(alarm.Name, due);
    }

    /// <summary>An alarm that cannot be evaluated keeps its state and goes on with its next data; the others are not held up.</summary>
    private (string Value, string Reason, string Data)? Judge(Alarm alarm, MetricPlan plan, long tick, DateTimeOffset at)
    {
        try
        {
            return _evaluator.Evaluate(plan, tick, at, alarm.State.Value);
        }
        catch (Exception problem) when (problem is not DbException)
        {
            _logger.AlarmBroke(problem, alarm.Name);
            return null;
        }
    }

    private AlarmCascade NewCascade() => new(_alarms, _rules, _change);

    /// <summary>On disk first: what fails there must not have happened in memory.</summary>
    private void Commit(AlarmCascade cascade)
    {
        _store.Put(cascade.Updates);
        foreach (var update in cascade.Updates)
        {
            Keep(update.Alarm);
        }
    }

    private List<Alarm> Triggering(IEnumerable<string> names) => [.. names.Where(_alarms.ContainsKey).Select(name => _alarms[name])];
}
