namespace Amazon.SageMaker.Model;

/// <summary>The ProcessingS3Output structure of the SageMaker API.</summary>
public class ProcessingS3Output
{
    public string LocalPath { get; set; }

    public ProcessingS3UploadMode S3UploadMode { get; set; }

    public string S3Uri { get; set; }
}
