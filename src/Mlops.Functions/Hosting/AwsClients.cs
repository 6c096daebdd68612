using Amazon.EventBridge;
using Amazon.S3;
using Amazon.SageMaker;
using Amazon.SageMakerRuntime;
using Amazon.StepFunctions;

namespace Mlops.Functions.Hosting;

/// <summary>The AWS clients, each made when a function first asks for it: what is not made costs no cold start.</summary>
internal sealed class AwsClients(Func<IAmazonS3> s3, Func<IAmazonStepFunctions> stepFunctions, Func<IAmazonSageMaker> sageMaker, Func<IAmazonSageMakerRuntime> runtime, Func<IAmazonEventBridge> events)
{
    private readonly Lazy<IAmazonS3> _s3 = new(s3);
    private readonly Lazy<IAmazonStepFunctions> _stepFunctions = new(stepFunctions);

    public IAmazonS3 S3 => _s3.Value;

    public IAmazonStepFunctions StepFunctions => _stepFunctions.Value;

    public IAmazonSageMaker SageMaker() => sageMaker();

    public IAmazonSageMakerRuntime Runtime() => runtime();

    public IAmazonEventBridge Events() => events();
}
