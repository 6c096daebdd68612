namespace Amazon.SageMaker.Model;

/// <summary>Input of DescribeProcessingJob.</summary>
public class DescribeProcessingJobRequest : AmazonSageMakerRequest
{
    public string ProcessingJobName { get; set; }
}
