using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Execution;
using LocalCloud.StatesLanguage.History;

namespace LocalCloud.StatesLanguage.Tests.Execution;

/// <summary>A journal that keeps everything, and can stop the execution after a number of writes as a killed process would.</summary>
internal sealed class MemoryJournal : IExecutionJournal
{
    public List<HistoryEvent> Events { get; } = [];

    public JsonObject? Checkpoint { get; private set; }

    public int Writes { get; private set; }

    /// <summary>Called after each write with its number.</summary>
    public Action<int>? Written { get; set; }

    public Task WriteAsync(IReadOnlyList<HistoryEvent> events, Checkpoint? checkpoint, CancellationToken cancellationToken)
    {
        Events.AddRange(events);
        Checkpoint = checkpoint?.ToJson() ?? Checkpoint;
        Written?.Invoke(++Writes);
        return Task.CompletedTask;
    }

    public Checkpoint? Last() => Checkpoint is null ? null : LocalCloud.StatesLanguage.Execution.Checkpoint.FromJson(Checkpoint);
}
