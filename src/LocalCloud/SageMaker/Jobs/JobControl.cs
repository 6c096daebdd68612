namespace LocalCloud.SageMaker.Jobs;

/// <summary>What can end a running job from outside: a stop that a user asked for, or the cloud going down.</summary>
internal sealed record JobControl(Task StopRequested, CancellationToken Shutdown);
