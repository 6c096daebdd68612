namespace Amazon.StepFunctions.Model;

/// <summary>Input of SendTaskHeartbeat.</summary>
public class SendTaskHeartbeatRequest : AmazonStepFunctionsRequest
{
    public string TaskToken { get; set; }
}
