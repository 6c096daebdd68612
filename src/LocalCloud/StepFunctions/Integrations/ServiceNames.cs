namespace LocalCloud.StepFunctions.Integrations;

/// <summary>The names that Step Functions gives to services, against the names of their API models.</summary>
internal static class ServiceNames
{
    private static readonly Dictionary<string, CalledService> SdkServices = new()
    {
        ["cloudwatch"] = Newer("cloudwatch", "CloudWatch"),
        ["eventbridge"] = Newer("events", "EventBridge"),
        ["lambda"] = Newer("lambda", "Lambda"),
        ["s3"] = Newer("s3", "S3"),
        ["sagemaker"] = Newer("sagemaker", "SageMaker"),
        ["sagemakerruntime"] = Newer("sagemaker-runtime", "SageMakerRuntime"),
        ["sfn"] = Newer("stepfunctions", "Sfn"),
        ["sns"] = Newer("sns", "Sns"),
        ["sqs"] = Newer("sqs", "Sqs"),
        ["ssm"] = Newer("ssm", "Ssm"),
        ["sts"] = Newer("sts", "Sts"),
    };

    private static readonly Dictionary<string, CalledService> OptimizedServices = new()
    {
        ["events"] = new("events", "EventBridge", "AmazonEventBridgeException", "AmazonEventBridge"),
        ["lambda"] = new("lambda", "Lambda", "AWSLambdaException", "AWSLambda"),
        ["sagemaker"] = new("sagemaker", "SageMaker", "AmazonSageMakerException", "AmazonSageMaker"),
        ["sns"] = new("sns", "SNS", "AmazonSNSException", "AmazonSNS"),
        ["sqs"] = new("sqs", "SQS", "AmazonSQSException", "AmazonSQS"),
        ["states"] = new("stepfunctions", "StepFunctions", "AWSStepFunctionsException", "AWSStepFunctions"),
    };

    public static IEnumerable<string> SdkNames => SdkServices.Keys;

    /// <summary>The service of <c>aws-sdk:&lt;name&gt;</c>, or null.</summary>
    public static CalledService? Sdk(string resourceType) => SdkServices.GetValueOrDefault(resourceType["aws-sdk:".Length..]);

    public static CalledService Optimized(string resourceType) => OptimizedServices[resourceType];

    public static string Operation(string action) => char.ToUpperInvariant(action[0]) + action[1..];

    private static CalledService Newer(string name, string prefix) => new(name, prefix, prefix + "Exception", prefix) { IsSdk = true };
}
