namespace Amazon.SageMaker.Model;

/// <summary>The ProductionVariantStatus structure of the SageMaker API.</summary>
public class ProductionVariantStatus
{
    public DateTime? StartTime { get; set; }

    public VariantStatus Status { get; set; }

    public string StatusMessage { get; set; }
}
