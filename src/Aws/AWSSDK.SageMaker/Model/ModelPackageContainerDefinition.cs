namespace Amazon.SageMaker.Model;

/// <summary>The ModelPackageContainerDefinition structure of the SageMaker API.</summary>
public class ModelPackageContainerDefinition
{
    public AdditionalS3DataSource AdditionalS3DataSource { get; set; }

    public string ContainerHostname { get; set; }

    public Dictionary<string, string> Environment { get; set; } = AWSConfigs.InitializeCollections ? new Dictionary<string, string>() : null;

    public string Framework { get; set; }

    public string FrameworkVersion { get; set; }

    public string Image { get; set; }

    public string ImageDigest { get; set; }

    public bool? IsCheckpoint { get; set; }

    public string ModelDataETag { get; set; }

    public ModelDataSource ModelDataSource { get; set; }

    public string ModelDataUrl { get; set; }

    public string NearestModelName { get; set; }

    public string ProductId { get; set; }
}
