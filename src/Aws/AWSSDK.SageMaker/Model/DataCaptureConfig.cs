namespace Amazon.SageMaker.Model;

/// <summary>The DataCaptureConfig structure of the SageMaker API.</summary>
public class DataCaptureConfig
{
    public List<CaptureOption> CaptureOptions { get; set; } = AWSConfigs.InitializeCollections ? new List<CaptureOption>() : null;

    public string DestinationS3Uri { get; set; }

    public bool? EnableCapture { get; set; }

    public int? InitialSamplingPercentage { get; set; }

    public string KmsKeyId { get; set; }
}
