namespace Amazon.SageMaker.Model;

/// <summary>The ModelQuality structure of the SageMaker API.</summary>
public class ModelQuality
{
    public MetricsSource Constraints { get; set; }

    public MetricsSource Statistics { get; set; }
}
