using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;

namespace Mlops.Infra.Workflows;

/// <summary>The one table of retries: passing trouble of the service that a Task or its function calls, never a refusal by our own code or a job that failed.</summary>
/// <remarks>
/// Step Functions names unmodelled service errors after the service: throttling, internal errors and service faults of an
/// optimized SageMaker integration are <c>SageMaker.AmazonSageMakerException</c>, of an SDK integration <c>SageMaker.SageMakerException</c>.
/// A function's error bears the name of its exception, whatever library it came from, so those that are final are named and all others
/// are tried again. <c>States.Timeout</c> is never retried: what ran into its timeout once has cost enough, and <c>States.TaskFailed</c> leaves it out.
/// </remarks>
internal static class TaskRetries
{
    /// <summary>Where another try could only say the same; the list of docs/concepts/retrain.md.</summary>
    private static readonly string[] Final =
    [
        "MalformedEventException", "InvalidPayloadException", "InvalidDefinitionException", "InvalidParametersException",
        "RetrainNotStartedException", "BrokenDocumentException", "ObjectTooLargeException", "LeaseLostException", "StaleChampionException",
        "PackageChangedException",
    ];

    private static readonly string[] Job =
    [
        "SageMaker.AmazonSageMakerException", "SageMaker.ResourceLimitExceededException", "SageMaker.SdkClientException",
    ];

    private static readonly string[] SageMaker =
    [
        "SageMaker.SageMakerException", "SageMaker.ResourceLimitExceededException", "SageMaker.SdkClientException",
    ];

    private static readonly string[] Probe = ["SageMaker.SdkClientException"];

    private static readonly string[] S3 = ["S3.S3Exception", "S3.SdkClientException"];

    private static readonly string[] Machine =
    [
        "StepFunctions.AWSStepFunctionsException", "StepFunctions.ExecutionLimitExceeded",
        "StepFunctions.ExecutionLimitExceededException", "StepFunctions.SdkClientException",
    ];

    private static readonly string[] CloudWatch =
    [
        "CloudWatch.CloudWatchException", "CloudWatch.InternalServiceFaultException", "CloudWatch.SdkClientException",
    ];

    // A refused entry is throttling or a fault of the bus: the optimized integration fails the Task for it.
    private static readonly string[] Events =
    [
        "EventBridge.FailedEntry", "EventBridge.AmazonEventBridgeException", "EventBridge.InternalException", "EventBridge.SdkClientException",
    ];

    private static readonly string[] Queue = ["SQS.AmazonSQSException", "SQS.SdkClientException"];

    public static IReadOnlyList<RetryProps> For(TaskKind kind) => kind switch
    {
        TaskKind.Function => [new RetryProps { Errors = Final, MaxAttempts = 0 }, Table(["States.TaskFailed"], seconds: 2, attempts: 6)],

        // A function that ran out of its time fails by a name of its own, and the run holds the training lease meanwhile.
        TaskKind.SoftFunction => [new RetryProps { Errors = Final, MaxAttempts = 0 }, Table(["States.TaskFailed"], seconds: 5, attempts: 1)],
        TaskKind.Job => [Table(Job, seconds: 30, attempts: 4)],
        TaskKind.SageMaker => [Table(SageMaker, seconds: 5, attempts: 4)],
        TaskKind.Probe => [Table(Probe, seconds: 2, attempts: 3)],
        TaskKind.S3 => [Table(S3, seconds: 2, attempts: 4)],
        TaskKind.Machine => [Table(Machine, seconds: 5, attempts: 4)],
        TaskKind.CloudWatch => [Table(CloudWatch, seconds: 5, attempts: 4)],
        TaskKind.Events => [Table(Events, seconds: 5, attempts: 4)],
        TaskKind.Queue => [Table(Queue, seconds: 5, attempts: 4)],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No retries are known for this kind of Task."),
    };

    private static RetryProps Table(string[] errors, int seconds, int attempts) => new()
    {
        Errors = errors,
        Interval = Duration.Seconds(seconds),
        MaxAttempts = attempts,
        BackoffRate = 2,
        MaxDelay = Duration.Minutes(5),
        JitterStrategy = JitterType.FULL,
    };
}
