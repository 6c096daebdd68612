namespace LocalCloud.Protocol;

/// <summary>How a service's requests are told from others', known without reading its model.</summary>
internal sealed record ServiceRoute(string Service, string SigningName, string? TargetPrefix)
{
    /// <summary>Every service but S3, which has a router of its own.</summary>
    public static IReadOnlyList<ServiceRoute> All { get; } =
    [
        new("cloudformation", "cloudformation", null),
        new("cloudwatch", "monitoring", "GraniteServiceVersion20100801"),
        new("events", "events", "AWSEvents"),
        new("iam", "iam", null),
        new("lambda", "lambda", null),
        new("logs", "logs", "Logs_20140328"),
        new("sagemaker", "sagemaker", "SageMaker"),
        new("sagemaker-runtime", "sagemaker", null),
        new("sns", "sns", null),
        new("sqs", "sqs", "AmazonSQS"),
        new("ssm", "ssm", "AmazonSSM"),
        new("stepfunctions", "states", "AWSStepFunctions"),
        new("sts", "sts", null),
    ];
}
