namespace Amazon.SageMaker.Model;

/// <summary>The MetricsSource structure of the SageMaker API.</summary>
public class MetricsSource
{
    public string ContentDigest { get; set; }

    public string ContentType { get; set; }

    public string S3Uri { get; set; }
}
