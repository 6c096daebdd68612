using Amazon.EventBridge;
using Amazon.Lambda.RuntimeSupport;
using Amazon.S3;
using Amazon.SageMaker;
using Amazon.SageMakerRuntime;
using Amazon.StepFunctions;
using Mlops.Functions.Hosting;

#pragma warning disable RS0030 // The one place that reads the environment.
Func<string, string?> variable = Environment.GetEnvironmentVariable;
#pragma warning restore RS0030

// An endpoint of one's own answers for all buckets under one name; S3 itself has a host name per bucket.
var isOwnEndpoint = variable("AWS_ENDPOINT_URL_S3") is { Length: > 0 } || variable("AWS_ENDPOINT_URL") is { Length: > 0 };
var aws = new AwsClients(
    () => new AmazonS3Client(new AmazonS3Config { ForcePathStyle = isOwnEndpoint }),
    () => new AmazonStepFunctionsClient(),
    () => new AmazonSageMakerClient(),
    () => new AmazonSageMakerRuntimeClient(),
    () => new AmazonEventBridgeClient());
var handler = new FunctionCatalog(aws, new FunctionSettings(variable), TimeProvider.System).Create(variable("_HANDLER") ?? "");
using var bootstrap = LambdaBootstrapBuilder.Create(handler).Build();
await bootstrap.RunAsync().ConfigureAwait(false);
return 0;
