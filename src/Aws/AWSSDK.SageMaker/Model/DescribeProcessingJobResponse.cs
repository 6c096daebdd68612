using Amazon.Runtime;

namespace Amazon.SageMaker.Model;

/// <summary>Output of DescribeProcessingJob.</summary>
public class DescribeProcessingJobResponse : AmazonWebServiceResponse
{
    public AppSpecification AppSpecification { get; set; }

    public string AutoMLJobArn { get; set; }

    public DateTime? CreationTime { get; set; }

    public Dictionary<string, string> Environment { get; set; } = AWSConfigs.InitializeCollections ? new Dictionary<string, string>() : null;

    public string ExitMessage { get; set; }

    public string FailureReason { get; set; }

    public DateTime? LastModifiedTime { get; set; }

    public string MonitoringScheduleArn { get; set; }

    public NetworkConfig NetworkConfig { get; set; }

    public DateTime? ProcessingEndTime { get; set; }

    public List<ProcessingInput> ProcessingInputs { get; set; } = AWSConfigs.InitializeCollections ? new List<ProcessingInput>() : null;

    public string ProcessingJobArn { get; set; }

    public string ProcessingJobName { get; set; }

    public ProcessingJobStatus ProcessingJobStatus { get; set; }

    public ProcessingOutputConfig ProcessingOutputConfig { get; set; }

    public ProcessingResources ProcessingResources { get; set; }

    public DateTime? ProcessingStartTime { get; set; }

    public string RoleArn { get; set; }

    public ProcessingStoppingCondition StoppingCondition { get; set; }

    public string TrainingJobArn { get; set; }
}
