namespace Amazon.SageMaker.Model;

/// <summary>The TrainingJobSummary structure of the SageMaker API.</summary>
public class TrainingJobSummary
{
    public DateTime? CreationTime { get; set; }

    public DateTime? LastModifiedTime { get; set; }

    public SecondaryStatus SecondaryStatus { get; set; }

    public DateTime? TrainingEndTime { get; set; }

    public string TrainingJobArn { get; set; }

    public string TrainingJobName { get; set; }

    public TrainingJobStatus TrainingJobStatus { get; set; }

    public string TrainingPlanArn { get; set; }
}
