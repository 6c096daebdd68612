namespace LocalCloud.StatesLanguage.Execution;

/// <summary>Everything outside the language that an execution needs.</summary>
public sealed record ExecutionPorts(ITaskRunner Tasks, IExecutionJournal Journal, TimeProvider Time, Random Random);
