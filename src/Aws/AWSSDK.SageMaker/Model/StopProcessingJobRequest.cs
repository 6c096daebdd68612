namespace Amazon.SageMaker.Model;

/// <summary>Input of StopProcessingJob.</summary>
public class StopProcessingJobRequest : AmazonSageMakerRequest
{
    public string ProcessingJobName { get; set; }
}
