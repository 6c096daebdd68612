using Amazon.Shared;
using Amazon.SageMaker.Model;

namespace Amazon.SageMaker;

/// <summary>Every operation with the errors that the API's model gives it: only these become typed exceptions.</summary>
internal static class SageMakerOperations
{
    private static readonly JsonProtocol Protocol = new()
    {
        ServiceName = "Amazon.SageMaker",
        ApiVersion = "2017-07-24",
        TargetPrefix = "SageMaker",
        ContentType = "application/x-amz-json-1.1",
        Options = SageMakerJson.CreateOptions(),
        Unmodelled = e => new AmazonSageMakerException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
    };

    private static readonly ModelledError ResourceNotFound = new(
        "ResourceNotFound", e => new ResourceNotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError Conflict = new(
        "ConflictException", e => new ConflictException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));

    private static readonly ModelledError ResourceLimitExceeded = new(
        "ResourceLimitExceeded", e => new ResourceLimitExceededException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));

    public static readonly JsonOperation<CreateModelPackageRequest, CreateModelPackageResponse> CreateModelPackage = new(
        Protocol, "CreateModelPackage", Conflict, ResourceLimitExceeded);

    public static readonly JsonOperation<DescribeEndpointRequest, DescribeEndpointResponse> DescribeEndpoint = new(
        Protocol, "DescribeEndpoint");

    public static readonly JsonOperation<DescribeEndpointConfigRequest, DescribeEndpointConfigResponse> DescribeEndpointConfig = new(
        Protocol, "DescribeEndpointConfig");

    public static readonly JsonOperation<DescribeModelRequest, DescribeModelResponse> DescribeModel = new(
        Protocol, "DescribeModel");

    public static readonly JsonOperation<DescribeModelPackageRequest, DescribeModelPackageResponse> DescribeModelPackage = new(
        Protocol, "DescribeModelPackage");

    public static readonly JsonOperation<DescribeProcessingJobRequest, DescribeProcessingJobResponse> DescribeProcessingJob = new(
        Protocol, "DescribeProcessingJob", ResourceNotFound);

    public static readonly JsonOperation<DescribeTrainingJobRequest, DescribeTrainingJobResponse> DescribeTrainingJob = new(
        Protocol, "DescribeTrainingJob", ResourceNotFound);

    public static readonly JsonOperation<ListEndpointsRequest, ListEndpointsResponse> ListEndpoints = new(
        Protocol, "ListEndpoints");

    public static readonly JsonOperation<ListModelPackagesRequest, ListModelPackagesResponse> ListModelPackages = new(
        Protocol, "ListModelPackages");

    public static readonly JsonOperation<ListProcessingJobsRequest, ListProcessingJobsResponse> ListProcessingJobs = new(
        Protocol, "ListProcessingJobs");

    public static readonly JsonOperation<ListTrainingJobsRequest, ListTrainingJobsResponse> ListTrainingJobs = new(
        Protocol, "ListTrainingJobs");

    public static readonly JsonOperation<StopProcessingJobRequest, StopProcessingJobResponse> StopProcessingJob = new(
        Protocol, "StopProcessingJob", ResourceNotFound);

    public static readonly JsonOperation<StopTrainingJobRequest, StopTrainingJobResponse> StopTrainingJob = new(
        Protocol, "StopTrainingJob", ResourceNotFound);

    public static readonly JsonOperation<UpdateModelPackageRequest, UpdateModelPackageResponse> UpdateModelPackage = new(
        Protocol, "UpdateModelPackage", Conflict);
}
