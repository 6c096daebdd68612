using LocalCloud.Api;
using LocalCloud.EventBridge.Schedules;
using Microsoft.Extensions.Logging;

namespace LocalCloud.EventBridge;

/// <summary>
/// Fires rules by their schedules: one timer at the earliest instant that any rule has stored. A fire's deliveries and the
/// rule's next instant are written as one, so a kill neither loses nor repeats an instant.
/// </summary>
internal sealed class RuleScheduler(RuleStore rules, EventRouter router, TimeProvider time, ILogger logger)
{
    /// <summary>Below what the system's timers can wait; one that comes early finds nothing due and is set again.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private ITimer? _timer;

    /// <summary>Fires from now on; what fell due while the cloud was stopped at once, and once only.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _timer ??= time.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
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

            try
            {
                var now = time.GetUtcNow();
                foreach (var rule in Scheduled().Where(rule => rule.NextFire <= now).OrderBy(rule => rule.NextFire))
                {
                    Fire(rule, rule.NextFire!.Value, now);
                }

                ArmLocked();
            }
            catch (Exception problem)
            {
                // The boundary of a timer's callback: a disk that is full now may have room later.
                logger.ScheduleBroke(problem);
                _timer.Change(AfterTrouble, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Fire(EventRule rule, DateTimeOffset due, DateTimeOffset now)
    {
        var next = Schedule.Parse(rule.ScheduleExpression!)?.Next(due, now);
        var anEvent = router.NewEvent(new ServiceEvent("aws.events", "Scheduled Event", [rule.Arn], []), due);
        var deliveries = router.For(rule, anEvent);
        if (rules.TryMoveOn(rule, next, () => router.Write(deliveries)))
        {
            router.Accepted(deliveries);
        }
    }

    private void ArmLocked()
    {
        if (_timer is null)
        {
            return;
        }

        var wait = Scheduled().Min(rule => rule.NextFire) - time.GetUtcNow();
        _timer.Change(wait is not { } span ? Timeout.InfiniteTimeSpan
            : span <= TimeSpan.Zero ? TimeSpan.Zero
            : span < LongestWait ? WholeMilliseconds(span)
            : LongestWait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The system's timers cut fractions off, and would come before their time.</summary>
    private static TimeSpan WholeMilliseconds(TimeSpan span) => TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds));

    private IEnumerable<EventRule> Scheduled() => rules.Rules(EventBus.Default).Where(rule => rule is { Enabled: true, NextFire: not null });
}
