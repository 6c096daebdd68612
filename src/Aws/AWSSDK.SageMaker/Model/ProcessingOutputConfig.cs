namespace Amazon.SageMaker.Model;

/// <summary>The ProcessingOutputConfig structure of the SageMaker API.</summary>
public class ProcessingOutputConfig
{
    public string KmsKeyId { get; set; }

    public List<ProcessingOutput> Outputs { get; set; } = AWSConfigs.InitializeCollections ? new List<ProcessingOutput>() : null;
}
