namespace Amazon.SageMaker.Model;

/// <summary>The CapacitySize structure of the SageMaker API.</summary>
public class CapacitySize
{
    public CapacitySizeType Type { get; set; }

    public int? Value { get; set; }
}
