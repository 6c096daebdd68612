using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SageMaker.Model;

namespace Amazon.SageMaker;

/// <summary>The operations of the SageMaker API that are supported here.</summary>
public interface IAmazonSageMaker : IAmazonService, IDisposable
{
    /// <summary>Calls CreateModelPackage.</summary>
    Task<CreateModelPackageResponse> CreateModelPackageAsync(CreateModelPackageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls DescribeEndpoint.</summary>
    Task<DescribeEndpointResponse> DescribeEndpointAsync(DescribeEndpointRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls DescribeEndpointConfig.</summary>
    Task<DescribeEndpointConfigResponse> DescribeEndpointConfigAsync(DescribeEndpointConfigRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls DescribeModel.</summary>
    Task<DescribeModelResponse> DescribeModelAsync(DescribeModelRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls DescribeModelPackage.</summary>
    Task<DescribeModelPackageResponse> DescribeModelPackageAsync(DescribeModelPackageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls DescribeProcessingJob.</summary>
    Task<DescribeProcessingJobResponse> DescribeProcessingJobAsync(DescribeProcessingJobRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls DescribeTrainingJob.</summary>
    Task<DescribeTrainingJobResponse> DescribeTrainingJobAsync(DescribeTrainingJobRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls ListEndpoints.</summary>
    Task<ListEndpointsResponse> ListEndpointsAsync(ListEndpointsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls ListModelPackages.</summary>
    Task<ListModelPackagesResponse> ListModelPackagesAsync(ListModelPackagesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls ListProcessingJobs.</summary>
    Task<ListProcessingJobsResponse> ListProcessingJobsAsync(ListProcessingJobsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls ListTrainingJobs.</summary>
    Task<ListTrainingJobsResponse> ListTrainingJobsAsync(ListTrainingJobsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls StopProcessingJob.</summary>
    Task<StopProcessingJobResponse> StopProcessingJobAsync(StopProcessingJobRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls StopTrainingJob.</summary>
    Task<StopTrainingJobResponse> StopTrainingJobAsync(StopTrainingJobRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls UpdateModelPackage.</summary>
    Task<UpdateModelPackageResponse> UpdateModelPackageAsync(UpdateModelPackageRequest request, CancellationToken cancellationToken = default);

    /// <summary>The endpoint that the request would be sent to.</summary>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonSageMakerConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonSageMakerClient(awsCredentials, clientConfig as AmazonSageMakerConfig
            ?? throw new AmazonClientException("clientConfig must be an AmazonSageMakerConfig"));
}
