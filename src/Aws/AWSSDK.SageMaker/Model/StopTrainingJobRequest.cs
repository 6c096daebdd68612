namespace Amazon.SageMaker.Model;

/// <summary>Input of StopTrainingJob.</summary>
public class StopTrainingJobRequest : AmazonSageMakerRequest
{
    public string TrainingJobName { get; set; }
}
