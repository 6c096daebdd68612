namespace Amazon.SageMaker.Model;

/// <summary>Input of DescribeTrainingJob.</summary>
public class DescribeTrainingJobRequest : AmazonSageMakerRequest
{
    public string TrainingJobName { get; set; }
}
