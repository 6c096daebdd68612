using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;

namespace Mlops.Infra.Workflows;

/// <summary>The one table of retries: passing trouble of the service that a Task or its function calls, never a refusal by our own code or a job that failed.</summary>
/// <remarks>
/// Step Functions names unmodelled service errors after the service: throttling, internal errors and service faults of an
/// optimized SageMaker integration are <c>SageMaker.AmazonSageMakerException</c>, of an SDK integration <c>SageMaker.SageMakerException</c>.
/// <c>States.Timeout</c> is never retried: what ran into its timeout once has cost enough.
/// </remarks>
internal static class TaskRetries
{
    private static readonly string[] Function =
    [
        "Lambda.ClientExecutionTimeoutException", "Lambda.ServiceException", "Lambda.AWSLambdaException",
        "Lambda.SdkClientException", "Lambda.TooManyRequestsException",
    ];

    /// <summary>What a function of ours could not get done itself: documents that kept changing, services that its SDK gave up on.</summary>
    private static readonly string[] Inside =
    [
        "ContentionException", "AmazonS3Exception", "AmazonStepFunctionsException", "AmazonSageMakerException", "AmazonSageMakerRuntimeException",
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

    public static IReadOnlyList<RetryProps> For(TaskKind kind) => kind switch
    {
        // The SDK in the function has tried before, and a refusal of access is among its errors: few more attempts.
        TaskKind.Function => [Table(Function, seconds: 2, attempts: 6), Table(Inside, seconds: 5, attempts: 2)],
        TaskKind.Job => [Table(Job, seconds: 30, attempts: 4)],
        TaskKind.SageMaker => [Table(SageMaker, seconds: 5, attempts: 4)],
        TaskKind.Probe => [Table(Probe, seconds: 2, attempts: 3)],
        TaskKind.S3 => [Table(S3, seconds: 2, attempts: 4)],
        TaskKind.Machine => [Table(Machine, seconds: 5, attempts: 4)],
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
