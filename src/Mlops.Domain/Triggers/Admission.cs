namespace Mlops.Domain.Triggers;

/// <summary>May an execution begin? <see cref="Admitted"/>, <see cref="Busy"/> (ask again after a wait in seconds) or <see cref="Superseded"/>.</summary>
public abstract record Admission
{
    private Admission()
    {
    }

    public sealed record Admitted : Admission;

    public sealed record Busy(int Wait) : Admission;

    public sealed record Superseded(string By) : Admission;

    /// <summary>Decides for an execution that found the lease held by another live one. Only a busy lease supersedes: with a free one, a stream of ever newer requests would starve them all.</summary>
    public static Admission WhenHeld(WaitingExecution self, IEnumerable<WaitingExecution> running, DateTimeOffset now) =>
        running.Where(other => Covers(other, self)).MaxBy(other => (other.StartedAt, other.Execution)) is { } newer
            ? new Superseded(newer.Execution)
            : new Busy(LeaseWait.Seconds(self.StartedAt, now));

    /// <summary>An equal, newer request whose snapshot still lies ahead sees everything that the older one would see.</summary>
    private static bool Covers(WaitingExecution other, WaitingExecution self) =>
        self.Request.IsCoalescable && other.Request.IsCoalescable
        && !other.HasBegun
        && other.Request.Pipeline == self.Request.Pipeline
        && (other.StartedAt, other.Execution).CompareTo((self.StartedAt, self.Execution)) > 0;
}

/// <summary>A running execution that was not closed yet. <c>HasBegun</c> once it was admitted: its snapshot may already be taken.</summary>
public sealed record WaitingExecution(string Execution, DateTimeOffset StartedAt, RetrainRequest Request, bool HasBegun);
