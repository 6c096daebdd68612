namespace LocalCloud.StatesLanguage.Execution;

/// <summary>What all branches of one running execution share. <paramref name="Shutdown"/> interrupts; it does not end the execution.</summary>
internal sealed record ExecutionRun(ExecutionFacts Facts, ExecutionPorts Ports, HistoryWriter History, CancellationToken Shutdown);
