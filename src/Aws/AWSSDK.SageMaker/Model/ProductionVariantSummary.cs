namespace Amazon.SageMaker.Model;

/// <summary>The ProductionVariantSummary structure of the SageMaker API.</summary>
public class ProductionVariantSummary
{
    public int? CurrentInstanceCount { get; set; }

    public ProductionVariantServerlessConfig CurrentServerlessConfig { get; set; }

    public float? CurrentWeight { get; set; }

    public List<DeployedImage> DeployedImages { get; set; } = AWSConfigs.InitializeCollections ? new List<DeployedImage>() : null;

    public int? DesiredInstanceCount { get; set; }

    public ProductionVariantServerlessConfig DesiredServerlessConfig { get; set; }

    public float? DesiredWeight { get; set; }

    public string VariantName { get; set; }

    public List<ProductionVariantStatus> VariantStatus { get; set; } = AWSConfigs.InitializeCollections ? new List<ProductionVariantStatus>() : null;
}
