namespace Amazon.SageMaker.Model;

/// <summary>The ProductionVariantServerlessConfig structure of the SageMaker API.</summary>
public class ProductionVariantServerlessConfig
{
    public int? MaxConcurrency { get; set; }

    public int? MemorySizeInMB { get; set; }

    public int? ProvisionedConcurrency { get; set; }
}
