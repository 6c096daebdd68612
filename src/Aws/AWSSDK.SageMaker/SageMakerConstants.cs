using System.Text.Json.Serialization;
using Amazon.Shared;

namespace Amazon.SageMaker;

/// <summary>How each constant of the SageMaker API is read from its string.</summary>
internal static class SageMakerConstants
{
    public static JsonConverter[] Converters() =>
    [
        new ConstantClassConverter<AdditionalS3DataSourceDataType>(AdditionalS3DataSourceDataType.FindValue),
        new ConstantClassConverter<CapacitySizeType>(CapacitySizeType.FindValue),
        new ConstantClassConverter<CaptureMode>(CaptureMode.FindValue),
        new ConstantClassConverter<CaptureStatus>(CaptureStatus.FindValue),
        new ConstantClassConverter<CompressionType>(CompressionType.FindValue),
        new ConstantClassConverter<ContainerMode>(ContainerMode.FindValue),
        new ConstantClassConverter<DetailedModelPackageStatus>(DetailedModelPackageStatus.FindValue),
        new ConstantClassConverter<EndpointSortKey>(EndpointSortKey.FindValue),
        new ConstantClassConverter<EndpointStatus>(EndpointStatus.FindValue),
        new ConstantClassConverter<ModelApprovalStatus>(ModelApprovalStatus.FindValue),
        new ConstantClassConverter<ModelCompressionType>(ModelCompressionType.FindValue),
        new ConstantClassConverter<ModelPackageSortBy>(ModelPackageSortBy.FindValue),
        new ConstantClassConverter<ModelPackageStatus>(ModelPackageStatus.FindValue),
        new ConstantClassConverter<ModelPackageType>(ModelPackageType.FindValue),
        new ConstantClassConverter<OrderKey>(OrderKey.FindValue),
        new ConstantClassConverter<OutputCompressionType>(OutputCompressionType.FindValue),
        new ConstantClassConverter<ProcessingInstanceType>(ProcessingInstanceType.FindValue),
        new ConstantClassConverter<ProcessingJobStatus>(ProcessingJobStatus.FindValue),
        new ConstantClassConverter<ProcessingS3CompressionType>(ProcessingS3CompressionType.FindValue),
        new ConstantClassConverter<ProcessingS3DataDistributionType>(ProcessingS3DataDistributionType.FindValue),
        new ConstantClassConverter<ProcessingS3DataType>(ProcessingS3DataType.FindValue),
        new ConstantClassConverter<ProcessingS3InputMode>(ProcessingS3InputMode.FindValue),
        new ConstantClassConverter<ProcessingS3UploadMode>(ProcessingS3UploadMode.FindValue),
        new ConstantClassConverter<ProductionVariantInstanceType>(ProductionVariantInstanceType.FindValue),
        new ConstantClassConverter<S3DataDistribution>(S3DataDistribution.FindValue),
        new ConstantClassConverter<S3DataType>(S3DataType.FindValue),
        new ConstantClassConverter<S3ModelDataType>(S3ModelDataType.FindValue),
        new ConstantClassConverter<SecondaryStatus>(SecondaryStatus.FindValue),
        new ConstantClassConverter<SortBy>(SortBy.FindValue),
        new ConstantClassConverter<SortOrder>(SortOrder.FindValue),
        new ConstantClassConverter<TrafficRoutingConfigType>(TrafficRoutingConfigType.FindValue),
        new ConstantClassConverter<TrainingInputMode>(TrainingInputMode.FindValue),
        new ConstantClassConverter<TrainingInstanceType>(TrainingInstanceType.FindValue),
        new ConstantClassConverter<TrainingJobStatus>(TrainingJobStatus.FindValue),
        new ConstantClassConverter<TransformInstanceType>(TransformInstanceType.FindValue),
        new ConstantClassConverter<VariantStatus>(VariantStatus.FindValue),
        new ConstantClassConverter<WarmPoolResourceStatus>(WarmPoolResourceStatus.FindValue),
    ];
}
