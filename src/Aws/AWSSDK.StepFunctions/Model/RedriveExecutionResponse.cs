using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Output of RedriveExecution.</summary>
public class RedriveExecutionResponse : AmazonWebServiceResponse
{
    public DateTime? RedriveDate { get; set; }
}
