namespace Amazon.SageMaker.Model;

/// <summary>Input of CreateModelPackage.</summary>
public class CreateModelPackageRequest : AmazonSageMakerRequest
{
    public bool? CertifyForMarketplace { get; set; }

    public string ClientToken { get; set; }

    public Dictionary<string, string> CustomerMetadataProperties { get; set; } = AWSConfigs.InitializeCollections ? new Dictionary<string, string>() : null;

    public string Domain { get; set; }

    public InferenceSpecification InferenceSpecification { get; set; }

    public MetadataProperties MetadataProperties { get; set; }

    public ModelApprovalStatus ModelApprovalStatus { get; set; }

    public ModelLifeCycle ModelLifeCycle { get; set; }

    public ModelMetrics ModelMetrics { get; set; }

    public string ModelPackageDescription { get; set; }

    public string ModelPackageGroupName { get; set; }

    public string ModelPackageName { get; set; }

    public string SamplePayloadUrl { get; set; }

    public string SourceUri { get; set; }

    public string Task { get; set; }
}
