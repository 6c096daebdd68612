namespace Amazon.SageMaker.Model;

/// <summary>The MetricData structure of the SageMaker API.</summary>
public class MetricData
{
    public string MetricName { get; set; }

    public DateTime? Timestamp { get; set; }

    public float? Value { get; set; }
}
