using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Output of SendTaskSuccess.</summary>
public class SendTaskSuccessResponse : AmazonWebServiceResponse;
