using Amazon.Shared;
using Amazon.SageMaker.Model;

namespace Amazon.SageMaker;

/// <summary>Every operation with the errors that the API's model gives it: only these become typed exceptions. An operation is made when it is first used.</summary>
internal static class SageMakerOperations
{
    private static readonly JsonProtocol Protocol = new()
    {
        ServiceName = "Amazon.SageMaker",
        ApiVersion = "2017-07-24",
        TargetPrefix = "SageMaker",
        ContentType = "application/x-amz-json-1.1",
        Constants = SageMakerConstants.Converters(),
        Unmodelled = e => new AmazonSageMakerException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status),
    };

    private static readonly ModelledError ResourceNotFound = new(
        "ResourceNotFound", e => new ResourceNotFoundException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));
    private static readonly ModelledError Conflict = new(
        "ConflictException", e => new ConflictException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));

    private static readonly ModelledError ResourceLimitExceeded = new(
        "ResourceLimitExceeded", e => new ResourceLimitExceededException(e.Message, e.Inner, e.Type, e.Code, e.RequestId, e.Status));

    public static JsonOperation<CreateModelPackageRequest, CreateModelPackageResponse> CreateModelPackage => field ??= new(
        Protocol, CreateModelPackageJson.Default, "CreateModelPackage", Conflict, ResourceLimitExceeded);

    public static JsonOperation<DescribeEndpointRequest, DescribeEndpointResponse> DescribeEndpoint => field ??= new(
        Protocol, DescribeEndpointJson.Default, "DescribeEndpoint");

    public static JsonOperation<DescribeEndpointConfigRequest, DescribeEndpointConfigResponse> DescribeEndpointConfig => field ??= new(
        Protocol, DescribeEndpointConfigJson.Default, "DescribeEndpointConfig");

    public static JsonOperation<DescribeModelRequest, DescribeModelResponse> DescribeModel => field ??= new(
        Protocol, DescribeModelJson.Default, "DescribeModel");

    public static JsonOperation<DescribeModelPackageRequest, DescribeModelPackageResponse> DescribeModelPackage => field ??= new(
        Protocol, DescribeModelPackageJson.Default, "DescribeModelPackage");

    public static JsonOperation<DescribeProcessingJobRequest, DescribeProcessingJobResponse> DescribeProcessingJob => field ??= new(
        Protocol, DescribeProcessingJobJson.Default, "DescribeProcessingJob", ResourceNotFound);

    public static JsonOperation<DescribeTrainingJobRequest, DescribeTrainingJobResponse> DescribeTrainingJob => field ??= new(
        Protocol, DescribeTrainingJobJson.Default, "DescribeTrainingJob", ResourceNotFound);

    public static JsonOperation<ListEndpointsRequest, ListEndpointsResponse> ListEndpoints => field ??= new(
        Protocol, ListEndpointsJson.Default, "ListEndpoints");

    public static JsonOperation<ListModelPackagesRequest, ListModelPackagesResponse> ListModelPackages => field ??= new(
        Protocol, ListModelPackagesJson.Default, "ListModelPackages");

    public static JsonOperation<ListProcessingJobsRequest, ListProcessingJobsResponse> ListProcessingJobs => field ??= new(
        Protocol, ListProcessingJobsJson.Default, "ListProcessingJobs");

    public static JsonOperation<ListTrainingJobsRequest, ListTrainingJobsResponse> ListTrainingJobs => field ??= new(
        Protocol, ListTrainingJobsJson.Default, "ListTrainingJobs");

    public static JsonOperation<StopProcessingJobRequest, StopProcessingJobResponse> StopProcessingJob => field ??= new(
        Protocol, StopProcessingJobJson.Default, "StopProcessingJob", ResourceNotFound);

    public static JsonOperation<StopTrainingJobRequest, StopTrainingJobResponse> StopTrainingJob => field ??= new(
        Protocol, StopTrainingJobJson.Default, "StopTrainingJob", ResourceNotFound);

    public static JsonOperation<UpdateModelPackageRequest, UpdateModelPackageResponse> UpdateModelPackage => field ??= new(
        Protocol, UpdateModelPackageJson.Default, "UpdateModelPackage", Conflict);
}
