namespace Amazon.SageMaker.Model;

/// <summary>The ProductionVariant structure of the SageMaker API.</summary>
public class ProductionVariant
{
    public int? ContainerStartupHealthCheckTimeoutInSeconds { get; set; }

    public bool? EnableSSMAccess { get; set; }

    public int? InitialInstanceCount { get; set; }

    public float? InitialVariantWeight { get; set; }

    public ProductionVariantInstanceType InstanceType { get; set; }

    public int? ModelDataDownloadTimeoutInSeconds { get; set; }

    public string ModelName { get; set; }

    public ProductionVariantServerlessConfig ServerlessConfig { get; set; }

    public int? VariantInstanceProvisionTimeoutInSeconds { get; set; }

    public string VariantName { get; set; }

    public int? VolumeSizeInGB { get; set; }
}
