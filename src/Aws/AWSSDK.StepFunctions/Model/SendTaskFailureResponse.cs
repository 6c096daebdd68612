using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Output of SendTaskFailure.</summary>
public class SendTaskFailureResponse : AmazonWebServiceResponse;
