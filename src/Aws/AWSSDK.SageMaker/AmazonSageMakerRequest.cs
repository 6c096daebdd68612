using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>Base of every SageMaker request.</summary>
public class AmazonSageMakerRequest : AmazonWebServiceRequest;
