namespace Amazon.SageMaker.Model;

/// <summary>The ProcessingOutput structure of the SageMaker API.</summary>
public class ProcessingOutput
{
    public bool? AppManaged { get; set; }

    public string OutputName { get; set; }

    public ProcessingS3Output S3Output { get; set; }
}
