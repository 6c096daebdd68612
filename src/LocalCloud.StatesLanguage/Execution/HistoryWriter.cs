using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.History;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>Numbers events and hands them to the journal in order; branches of one execution share it.</summary>
internal sealed class HistoryWriter(IExecutionJournal journal, TimeProvider time, long lastEventId) : IDisposable
{
    public const int MaxEvents = 25_000;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writing = new(1);
    private List<HistoryEvent> _pending = [];
    private long _last = lastEventId;

    /// <summary>Adds an event that follows the branch's last one; it is stored with the next <see cref="CommitAsync"/>.</summary>
    public long Append(Branch branch, string type, JsonObject? details)
    {
        lock (_gate)
        {
            // The last place is kept for the event that ends the execution.
            if (_last >= MaxEvents - 1 && !type.StartsWith("Execution", StringComparison.Ordinal))
            {
                throw new HistoryFullException();
            }

            _pending.Add(new HistoryEvent
            {
                Id = ++_last,
                PreviousEventId = branch.PreviousEventId,
                Timestamp = time.GetUtcNow(),
                Type = type,
                Details = details,
            });
            return branch.PreviousEventId = _last;
        }
    }

    public async Task CommitAsync(Branch branch, Checkpoint? checkpoint, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            var (events, last) = TakePending();
            var stamped = branch.IsRoot && checkpoint is not null
                ? checkpoint with { LastEventId = last, PreviousEventId = branch.PreviousEventId }
                : null;
            // Events that were taken must be written: a cancellation here would leave a gap in the history.
            await journal.WriteAsync(events, stamped, CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    private (List<HistoryEvent> Events, long Last) TakePending()
    {
        lock (_gate)
        {
            var events = _pending;
            _pending = [];
            return (events, _last);
        }
    }
}
