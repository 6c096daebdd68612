namespace Amazon.SageMaker.Model;

/// <summary>The ModelDataQuality structure of the SageMaker API.</summary>
public class ModelDataQuality
{
    public MetricsSource Constraints { get; set; }

    public MetricsSource Statistics { get; set; }
}
