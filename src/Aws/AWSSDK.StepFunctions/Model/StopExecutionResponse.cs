using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Output of StopExecution.</summary>
public class StopExecutionResponse : AmazonWebServiceResponse
{
    public DateTime? StopDate { get; set; }
}
