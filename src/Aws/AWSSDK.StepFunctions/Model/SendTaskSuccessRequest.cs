namespace Amazon.StepFunctions.Model;

/// <summary>Input of SendTaskSuccess.</summary>
public class SendTaskSuccessRequest : AmazonStepFunctionsRequest
{
    public string Output { get; set; }

    public string TaskToken { get; set; }
}
