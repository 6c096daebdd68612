using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Shared;
using Amazon.SageMaker.Model;

namespace Amazon.SageMaker;

/// <summary>Client of the SageMaker API. Thread-safe; create one and keep it.</summary>
public class AmazonSageMakerClient : AmazonServiceClient, IAmazonSageMaker
{
    private static readonly IServiceMetadata Metadata = new ServiceMetadata("SageMaker");

    public AmazonSageMakerClient() : base(new AmazonSageMakerConfig()) { }

    public AmazonSageMakerClient(RegionEndpoint region) : base(new AmazonSageMakerConfig { RegionEndpoint = region }) { }

    public AmazonSageMakerClient(AmazonSageMakerConfig config) : base(config) { }

    public AmazonSageMakerClient(AWSCredentials credentials) : this(credentials, new AmazonSageMakerConfig()) { }

    public AmazonSageMakerClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonSageMakerConfig { RegionEndpoint = region })
    {
    }

    public AmazonSageMakerClient(AWSCredentials credentials, AmazonSageMakerConfig clientConfig) : base(credentials, clientConfig) { }

    public AmazonSageMakerClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonSageMakerConfig())
    {
    }

    public AmazonSageMakerClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonSageMakerConfig { RegionEndpoint = region })
    {
    }

    public AmazonSageMakerClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonSageMakerConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig)
    {
    }

    public AmazonSageMakerClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonSageMakerConfig())
    {
    }

    public AmazonSageMakerClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonSageMakerConfig { RegionEndpoint = region })
    {
    }

    public AmazonSageMakerClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonSageMakerConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata => Metadata;

    /// <inheritdoc/>
    public virtual Task<CreateModelPackageResponse> CreateModelPackageAsync(CreateModelPackageRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateModelPackageResponse>(request, SageMakerOperations.CreateModelPackage.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DescribeEndpointResponse> DescribeEndpointAsync(DescribeEndpointRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeEndpointResponse>(request, SageMakerOperations.DescribeEndpoint.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DescribeEndpointConfigResponse> DescribeEndpointConfigAsync(DescribeEndpointConfigRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeEndpointConfigResponse>(request, SageMakerOperations.DescribeEndpointConfig.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DescribeModelResponse> DescribeModelAsync(DescribeModelRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeModelResponse>(request, SageMakerOperations.DescribeModel.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DescribeModelPackageResponse> DescribeModelPackageAsync(DescribeModelPackageRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeModelPackageResponse>(request, SageMakerOperations.DescribeModelPackage.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DescribeProcessingJobResponse> DescribeProcessingJobAsync(DescribeProcessingJobRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeProcessingJobResponse>(request, SageMakerOperations.DescribeProcessingJob.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<DescribeTrainingJobResponse> DescribeTrainingJobAsync(DescribeTrainingJobRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeTrainingJobResponse>(request, SageMakerOperations.DescribeTrainingJob.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListEndpointsResponse> ListEndpointsAsync(ListEndpointsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListEndpointsResponse>(request, SageMakerOperations.ListEndpoints.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListModelPackagesResponse> ListModelPackagesAsync(ListModelPackagesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListModelPackagesResponse>(request, SageMakerOperations.ListModelPackages.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListProcessingJobsResponse> ListProcessingJobsAsync(ListProcessingJobsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListProcessingJobsResponse>(request, SageMakerOperations.ListProcessingJobs.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ListTrainingJobsResponse> ListTrainingJobsAsync(ListTrainingJobsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListTrainingJobsResponse>(request, SageMakerOperations.ListTrainingJobs.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<StopProcessingJobResponse> StopProcessingJobAsync(StopProcessingJobRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StopProcessingJobResponse>(request, SageMakerOperations.StopProcessingJob.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<StopTrainingJobResponse> StopTrainingJobAsync(StopTrainingJobRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StopTrainingJobResponse>(request, SageMakerOperations.StopTrainingJob.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public virtual Task<UpdateModelPackageResponse> UpdateModelPackageAsync(UpdateModelPackageRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateModelPackageResponse>(request, SageMakerOperations.UpdateModelPackage.CreateOptions(), cancellationToken);

    /// <inheritdoc/>
    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Customize(pipeline);
}
