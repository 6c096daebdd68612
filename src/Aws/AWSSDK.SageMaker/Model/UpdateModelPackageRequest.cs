namespace Amazon.SageMaker.Model;

/// <summary>Input of UpdateModelPackage.</summary>
public class UpdateModelPackageRequest : AmazonSageMakerRequest
{
    public string ApprovalDescription { get; set; }

    public string ClientToken { get; set; }

    public Dictionary<string, string> CustomerMetadataProperties { get; set; } = AWSConfigs.InitializeCollections ? new Dictionary<string, string>() : null;

    public List<string> CustomerMetadataPropertiesToRemove { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;

    public InferenceSpecification InferenceSpecification { get; set; }

    public ModelApprovalStatus ModelApprovalStatus { get; set; }

    public ModelLifeCycle ModelLifeCycle { get; set; }

    public string ModelPackageArn { get; set; }

    public string SourceUri { get; set; }
}
