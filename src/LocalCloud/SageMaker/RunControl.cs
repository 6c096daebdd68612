namespace LocalCloud.SageMaker;

/// <summary>What can end a run from outside: a stop that a user asked for, or the cloud going down.</summary>
internal sealed record RunControl(Task StopRequested, CancellationToken Shutdown);
