namespace Amazon.SageMaker.Model;

/// <summary>The ModelMetrics structure of the SageMaker API.</summary>
public class ModelMetrics
{
    public Bias Bias { get; set; }

    public Explainability Explainability { get; set; }

    public ModelDataQuality ModelDataQuality { get; set; }

    public ModelQuality ModelQuality { get; set; }
}
