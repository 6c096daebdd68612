using System.Text.Json.Serialization;
using Amazon.SageMaker.Model;

namespace Amazon.SageMaker;

/// <summary>The wire form of each operation's request and response.</summary>
/// <remarks>A context brings every type that it names into an executable, used or not: so each operation has its own.</remarks>
[JsonSerializable(typeof(CreateModelPackageRequest))]
[JsonSerializable(typeof(CreateModelPackageResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class CreateModelPackageJson : JsonSerializerContext;

[JsonSerializable(typeof(DescribeEndpointRequest))]
[JsonSerializable(typeof(DescribeEndpointResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class DescribeEndpointJson : JsonSerializerContext;

[JsonSerializable(typeof(DescribeEndpointConfigRequest))]
[JsonSerializable(typeof(DescribeEndpointConfigResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class DescribeEndpointConfigJson : JsonSerializerContext;

[JsonSerializable(typeof(DescribeModelRequest))]
[JsonSerializable(typeof(DescribeModelResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class DescribeModelJson : JsonSerializerContext;

[JsonSerializable(typeof(DescribeModelPackageRequest))]
[JsonSerializable(typeof(DescribeModelPackageResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class DescribeModelPackageJson : JsonSerializerContext;

[JsonSerializable(typeof(DescribeProcessingJobRequest))]
[JsonSerializable(typeof(DescribeProcessingJobResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class DescribeProcessingJobJson : JsonSerializerContext;

[JsonSerializable(typeof(DescribeTrainingJobRequest))]
[JsonSerializable(typeof(DescribeTrainingJobResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class DescribeTrainingJobJson : JsonSerializerContext;

[JsonSerializable(typeof(ListEndpointsRequest))]
[JsonSerializable(typeof(ListEndpointsResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class ListEndpointsJson : JsonSerializerContext;

[JsonSerializable(typeof(ListModelPackagesRequest))]
[JsonSerializable(typeof(ListModelPackagesResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class ListModelPackagesJson : JsonSerializerContext;

[JsonSerializable(typeof(ListProcessingJobsRequest))]
[JsonSerializable(typeof(ListProcessingJobsResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class ListProcessingJobsJson : JsonSerializerContext;

[JsonSerializable(typeof(ListTrainingJobsRequest))]
[JsonSerializable(typeof(ListTrainingJobsResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class ListTrainingJobsJson : JsonSerializerContext;

[JsonSerializable(typeof(StopProcessingJobRequest))]
[JsonSerializable(typeof(StopProcessingJobResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class StopProcessingJobJson : JsonSerializerContext;

[JsonSerializable(typeof(StopTrainingJobRequest))]
[JsonSerializable(typeof(StopTrainingJobResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class StopTrainingJobJson : JsonSerializerContext;

[JsonSerializable(typeof(UpdateModelPackageRequest))]
[JsonSerializable(typeof(UpdateModelPackageResponse))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class UpdateModelPackageJson : JsonSerializerContext;
