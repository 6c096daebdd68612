namespace Amazon.SageMaker.Model;

/// <summary>The ProcessingInput structure of the SageMaker API.</summary>
public class ProcessingInput
{
    public bool? AppManaged { get; set; }

    public string InputName { get; set; }

    public ProcessingS3Input S3Input { get; set; }
}
