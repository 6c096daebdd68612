using Amazon;
using Amazon.CloudWatch;
using Amazon.CloudWatchLogs;
using Amazon.EventBridge;
using Amazon.IdentityManagement;
using Amazon.Lambda;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SageMaker;
using Amazon.SageMakerRuntime;
using Amazon.SimpleSystemsManagement;
using Amazon.SQS;
using Amazon.StepFunctions;

namespace Mlops.Cli.Connections;

/// <summary>
/// AWS clients for wherever the product runs: an account, or a LocalCloud, which differs by <paramref name="endpoint"/> and
/// its credentials alone.
/// </summary>
public sealed class Connection(Uri? endpoint, AWSCredentials? credentials, string? region) : IDisposable
{
    private readonly List<IDisposable> _clients = [];
    private IAmazonS3? _s3;
    private IAmazonStepFunctions? _stepFunctions;
    private IAmazonSageMaker? _sageMaker;
    private IAmazonSageMakerRuntime? _runtime;
    private IAmazonSimpleSystemsManagement? _parameters;
    private IAmazonLambda? _lambda;
    private IAmazonEventBridge? _events;
    private IAmazonCloudWatch? _cloudWatch;
    private IAmazonCloudWatchLogs? _logs;
    private IAmazonSQS? _queues;
    private IAmazonIdentityManagementService? _iam;

    /// <summary>Null when this is AWS itself.</summary>
    public Uri? Endpoint => endpoint;

    public IAmazonS3 S3 => _s3 ??= Make(new AmazonS3Config { ForcePathStyle = endpoint is not null }, (keys, config) => new AmazonS3Client(keys, config), config => new AmazonS3Client(config));

    public IAmazonStepFunctions StepFunctions => _stepFunctions ??=
        Make(new AmazonStepFunctionsConfig(), (keys, config) => new AmazonStepFunctionsClient(keys, config), config => new AmazonStepFunctionsClient(config));

    public IAmazonSageMaker SageMaker => _sageMaker ??=
        Make(new AmazonSageMakerConfig(), (keys, config) => new AmazonSageMakerClient(keys, config), config => new AmazonSageMakerClient(config));

    public IAmazonSageMakerRuntime SageMakerRuntime => _runtime ??=
        Make(new AmazonSageMakerRuntimeConfig(), (keys, config) => new AmazonSageMakerRuntimeClient(keys, config), config => new AmazonSageMakerRuntimeClient(config));

    public IAmazonLambda Lambda => _lambda ??=
        Make(new AmazonLambdaConfig(), (keys, config) => new AmazonLambdaClient(keys, config), config => new AmazonLambdaClient(config));

    public IAmazonEventBridge Events => _events ??=
        Make(new AmazonEventBridgeConfig(), (keys, config) => new AmazonEventBridgeClient(keys, config), config => new AmazonEventBridgeClient(config));

    public IAmazonCloudWatch CloudWatch => _cloudWatch ??=
        Make(new AmazonCloudWatchConfig(), (keys, config) => new AmazonCloudWatchClient(keys, config), config => new AmazonCloudWatchClient(config));

    public IAmazonCloudWatchLogs Logs => _logs ??=
        Make(new AmazonCloudWatchLogsConfig(), (keys, config) => new AmazonCloudWatchLogsClient(keys, config), config => new AmazonCloudWatchLogsClient(config));

    public IAmazonSQS Queues => _queues ??=
        Make(new AmazonSQSConfig(), (keys, config) => new AmazonSQSClient(keys, config), config => new AmazonSQSClient(config));

    public IAmazonIdentityManagementService Iam => _iam ??= Make(
        new AmazonIdentityManagementServiceConfig(),
        (keys, config) => new AmazonIdentityManagementServiceClient(keys, config),
        config => new AmazonIdentityManagementServiceClient(config));

    public IAmazonSimpleSystemsManagement Parameters => _parameters ??= Make(
        new AmazonSimpleSystemsManagementConfig(),
        (keys, config) => new AmazonSimpleSystemsManagementClient(keys, config),
        config => new AmazonSimpleSystemsManagementClient(config));

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    private TClient Make<TConfig, TClient>(TConfig config, Func<AWSCredentials, TConfig, TClient> withKeys, Func<TConfig, TClient> fromChain)
        where TConfig : ClientConfig
        where TClient : IDisposable
    {
        if (region is not null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        if (endpoint is not null)
        {
            config.ServiceURL = endpoint.ToString();
            config.AuthenticationRegion = region;
        }

        var client = credentials is null ? fromChain(config) : withKeys(credentials, config);
        _clients.Add(client);
        return client;
    }
}
