namespace LocalCloud.StatesLanguage.Execution;

/// <summary>Unwinds an execution whose history has no room for another event.</summary>
internal sealed class HistoryFullException()
    : Exception($"The execution reached the maximum number of history events ({HistoryWriter.MaxEvents}).");
