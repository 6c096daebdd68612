using LocalCloud.Api;
using LocalCloud.EventBridge.Schedules;
using LocalCloud.Time;
using Microsoft.Extensions.Logging;

namespace LocalCloud.EventBridge;

/// <summary>
/// Fires rules by their schedules: one timer at the earliest instant that any rule has stored. A fire's deliveries and the
/// rule's next instant are written as one, so a kill neither loses nor repeats an instant.
/// </summary>
internal sealed class RuleScheduler(RuleStore rules, EventRouter router, TimeProvider time, ILogger logger)
{
    private readonly Lock _gate = new();
    private DueTimer? _timer;

    /// <summary>Fires from now on; what fell due while the cloud was stopped at once, and once only.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _timer ??= new(time, FireDue, logger.ScheduleBroke);
            ArmLocked();
        }
    }

    /// <summary>Returns when nothing fires any more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    /// <summary>Looks again at when a rule is due: one was changed.</summary>
    public void Rearm()
    {
        lock (_gate)
        {
            ArmLocked();
        }
    }

    private void FireDue()
    {
        lock (_gate)
        {
            if (_timer is null)
            {
                return;
            }

            var now = time.GetUtcNow();
            foreach (var rule in Scheduled().Where(rule => rule.NextFire <= now).OrderBy(rule => rule.NextFire))
            {
                Fire(rule, rule.NextFire!.Value, now);
            }

            ArmLocked();
        }
    }

    private void Fire(EventRule seen, DateTimeOffset due, DateTimeOffset now)
    {
        var next = Schedule.Parse(seen.ScheduleExpression!)?.Next(due, now);
        var anEvent = router.NewEvent(new ServiceEvent("aws.events", "Scheduled Event", [seen.Arn], []), due);
        IReadOnlyList<Delivery> deliveries = [];
        var fired = rules.TryMoveOn(seen, next, rule =>
        {
            // To the targets that the rule has now, not to those that it was seen with.
            deliveries = router.For(rule, anEvent);
            return () => router.Write(deliveries);
        });
        if (fired)
        {
            router.Accepted(deliveries);
        }
    }

    private void ArmLocked() => _timer?.Set(Scheduled().Min(rule => rule.NextFire));

    private IEnumerable<EventRule> Scheduled() => rules.Rules(EventBus.Default).Where(rule => rule is { Enabled: true, NextFire: not null });
}
