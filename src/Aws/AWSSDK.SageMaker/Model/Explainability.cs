namespace Amazon.SageMaker.Model;

/// <summary>The Explainability structure of the SageMaker API.</summary>
public class Explainability
{
    public MetricsSource Report { get; set; }
}
