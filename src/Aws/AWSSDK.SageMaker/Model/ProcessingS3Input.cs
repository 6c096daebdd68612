namespace Amazon.SageMaker.Model;

/// <summary>The ProcessingS3Input structure of the SageMaker API.</summary>
public class ProcessingS3Input
{
    public string LocalPath { get; set; }

    public ProcessingS3CompressionType S3CompressionType { get; set; }

    public ProcessingS3DataDistributionType S3DataDistributionType { get; set; }

    public ProcessingS3DataType S3DataType { get; set; }

    public ProcessingS3InputMode S3InputMode { get; set; }

    public string S3Uri { get; set; }
}
