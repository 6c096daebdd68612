namespace Amazon.SageMaker.Model;

/// <summary>The OutputDataConfig structure of the SageMaker API.</summary>
public class OutputDataConfig
{
    public OutputCompressionType CompressionType { get; set; }

    public string KmsKeyId { get; set; }

    public string S3OutputPath { get; set; }
}
