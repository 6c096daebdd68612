using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Shared;
using Amazon.SageMaker.Model;

namespace Amazon.SageMaker;

/// <summary>The wire form of every request and response.</summary>
[JsonSerializable(typeof(CreateModelPackageRequest))]
[JsonSerializable(typeof(CreateModelPackageResponse))]
[JsonSerializable(typeof(DescribeEndpointRequest))]
[JsonSerializable(typeof(DescribeEndpointResponse))]
[JsonSerializable(typeof(DescribeEndpointConfigRequest))]
[JsonSerializable(typeof(DescribeEndpointConfigResponse))]
[JsonSerializable(typeof(DescribeModelRequest))]
[JsonSerializable(typeof(DescribeModelResponse))]
[JsonSerializable(typeof(DescribeModelPackageRequest))]
[JsonSerializable(typeof(DescribeModelPackageResponse))]
[JsonSerializable(typeof(DescribeProcessingJobRequest))]
[JsonSerializable(typeof(DescribeProcessingJobResponse))]
[JsonSerializable(typeof(DescribeTrainingJobRequest))]
[JsonSerializable(typeof(DescribeTrainingJobResponse))]
[JsonSerializable(typeof(ListEndpointsRequest))]
[JsonSerializable(typeof(ListEndpointsResponse))]
[JsonSerializable(typeof(ListModelPackagesRequest))]
[JsonSerializable(typeof(ListModelPackagesResponse))]
[JsonSerializable(typeof(ListProcessingJobsRequest))]
[JsonSerializable(typeof(ListProcessingJobsResponse))]
[JsonSerializable(typeof(ListTrainingJobsRequest))]
[JsonSerializable(typeof(ListTrainingJobsResponse))]
[JsonSerializable(typeof(StopProcessingJobRequest))]
[JsonSerializable(typeof(StopProcessingJobResponse))]
[JsonSerializable(typeof(StopTrainingJobRequest))]
[JsonSerializable(typeof(StopTrainingJobResponse))]
[JsonSerializable(typeof(UpdateModelPackageRequest))]
[JsonSerializable(typeof(UpdateModelPackageResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class SageMakerJson : JsonSerializerContext
{
    public static JsonSerializerOptions CreateOptions() =>
        WireFormat.CreateOptions(Default, null, SageMakerConstants.Converters());
}
