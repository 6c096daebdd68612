using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>Output of SendTaskHeartbeat.</summary>
public class SendTaskHeartbeatResponse : AmazonWebServiceResponse;
