using Amazon.Runtime;

namespace Amazon.Lambda;

/// <summary>Base of every Lambda request.</summary>
public class AmazonLambdaRequest : AmazonWebServiceRequest;
