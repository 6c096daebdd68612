namespace LocalCloud.SageMaker.Jobs;

/// <summary>Ends a job as <c>Failed</c>; the message is its FailureReason.</summary>
internal sealed class JobFailureException(string reason) : Exception(reason);
