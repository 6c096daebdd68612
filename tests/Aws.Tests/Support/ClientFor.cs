using Amazon.CloudWatch;
using Amazon.CloudWatchLogs;
using Amazon.EventBridge;
using Amazon.IdentityManagement;
using Amazon.Lambda;
using Amazon.Runtime;
using Amazon.SageMaker;
using Amazon.SageMakerRuntime;
using Amazon.StepFunctions;

namespace Aws.Tests.Support;

/// <summary>Clients that talk to a loopback server with made-up credentials and retry once.</summary>
internal static class ClientFor
{
    private static readonly BasicAWSCredentials Credentials = new("AKIDEXAMPLE", "secret");

    public static AmazonCloudWatchClient CloudWatch(Loopback server) =>
        new(Credentials, Configure(new AmazonCloudWatchConfig(), server));

    public static AmazonCloudWatchLogsClient CloudWatchLogs(Loopback server) =>
        new(Credentials, Configure(new AmazonCloudWatchLogsConfig(), server));

    public static AmazonEventBridgeClient EventBridge(Loopback server) =>
        new(Credentials, Configure(new AmazonEventBridgeConfig(), server));

    public static AmazonIdentityManagementServiceClient Iam(Loopback server) =>
        new(Credentials, Configure(new AmazonIdentityManagementServiceConfig(), server));

    public static AmazonLambdaClient Lambda(Loopback server) =>
        new(Credentials, Configure(new AmazonLambdaConfig(), server));

    public static AmazonStepFunctionsClient StepFunctions(Loopback server) =>
        new(Credentials, Configure(new AmazonStepFunctionsConfig(), server));

    public static AmazonSageMakerClient SageMaker(Loopback server) =>
        new(Credentials, Configure(new AmazonSageMakerConfig(), server));

    public static AmazonSageMakerRuntimeClient SageMakerRuntime(Loopback server) =>
        new(Credentials, Configure(new AmazonSageMakerRuntimeConfig(), server));

    private static T Configure<T>(T config, Loopback server)
        where T : ClientConfig
    {
        config.ServiceURL = server.Url;
        config.AuthenticationRegion = "eu-central-1";
        config.MaxErrorRetry = 1;
        return config;
    }
}
