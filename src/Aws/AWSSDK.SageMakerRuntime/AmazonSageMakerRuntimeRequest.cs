using Amazon.Runtime;

namespace Amazon.SageMakerRuntime;

/// <summary>Base of every SageMaker Runtime request.</summary>
public class AmazonSageMakerRuntimeRequest : AmazonWebServiceRequest;
