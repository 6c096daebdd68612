namespace Amazon.SageMaker.Model;

/// <summary>The ModelPackageStatusDetails structure of the SageMaker API.</summary>
public class ModelPackageStatusDetails
{
    public List<ModelPackageStatusItem> ImageScanStatuses { get; set; } = AWSConfigs.InitializeCollections ? new List<ModelPackageStatusItem>() : null;

    public List<ModelPackageStatusItem> ValidationStatuses { get; set; } = AWSConfigs.InitializeCollections ? new List<ModelPackageStatusItem>() : null;
}
