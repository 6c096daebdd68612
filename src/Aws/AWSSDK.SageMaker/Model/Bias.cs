namespace Amazon.SageMaker.Model;

/// <summary>The Bias structure of the SageMaker API.</summary>
public class Bias
{
    public MetricsSource PostTrainingReport { get; set; }

    public MetricsSource PreTrainingReport { get; set; }

    public MetricsSource Report { get; set; }
}
