using LocalCloud.StatesLanguage.History;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>Where an execution writes down what it did, before it goes on.</summary>
public interface IExecutionJournal
{
    /// <summary>
    /// Stores events and checkpoint as one; the execution goes on when this returns. A null checkpoint leaves the last one
    /// in place (branches have none of their own: an interrupted Parallel or Map starts again).
    /// </summary>
    Task WriteAsync(IReadOnlyList<HistoryEvent> events, Checkpoint? checkpoint, CancellationToken cancellationToken);
}
