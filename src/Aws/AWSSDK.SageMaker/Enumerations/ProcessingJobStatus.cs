using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of ProcessingJobStatus in the SageMaker API; any other string converts too.</summary>
public class ProcessingJobStatus : ConstantClass
{
    public static readonly ProcessingJobStatus InProgress = new("InProgress");
    public static readonly ProcessingJobStatus Completed = new("Completed");
    public static readonly ProcessingJobStatus Failed = new("Failed");
    public static readonly ProcessingJobStatus Stopping = new("Stopping");
    public static readonly ProcessingJobStatus Stopped = new("Stopped");

    public ProcessingJobStatus(string value) : base(value) { }

    public static ProcessingJobStatus FindValue(string value) => FindValue<ProcessingJobStatus>(value);

    public static implicit operator ProcessingJobStatus(string value) => FindValue(value);
}
