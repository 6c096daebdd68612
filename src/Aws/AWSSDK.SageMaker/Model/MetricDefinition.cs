namespace Amazon.SageMaker.Model;

/// <summary>The MetricDefinition structure of the SageMaker API.</summary>
public class MetricDefinition
{
    public string Name { get; set; }

    public string Regex { get; set; }
}
