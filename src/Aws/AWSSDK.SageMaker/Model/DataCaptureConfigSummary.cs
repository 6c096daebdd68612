namespace Amazon.SageMaker.Model;

/// <summary>The DataCaptureConfigSummary structure of the SageMaker API.</summary>
public class DataCaptureConfigSummary
{
    public CaptureStatus CaptureStatus { get; set; }

    public int? CurrentSamplingPercentage { get; set; }

    public string DestinationS3Uri { get; set; }

    public bool? EnableCapture { get; set; }

    public string KmsKeyId { get; set; }
}
