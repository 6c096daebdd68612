namespace Amazon.SageMaker.Model;

/// <summary>The ProcessingJobSummary structure of the SageMaker API.</summary>
public class ProcessingJobSummary
{
    public DateTime? CreationTime { get; set; }

    public string ExitMessage { get; set; }

    public string FailureReason { get; set; }

    public DateTime? LastModifiedTime { get; set; }

    public DateTime? ProcessingEndTime { get; set; }

    public string ProcessingJobArn { get; set; }

    public string ProcessingJobName { get; set; }

    public ProcessingJobStatus ProcessingJobStatus { get; set; }
}
