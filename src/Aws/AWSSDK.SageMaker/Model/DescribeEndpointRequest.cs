namespace Amazon.SageMaker.Model;

/// <summary>Input of DescribeEndpoint.</summary>
public class DescribeEndpointRequest : AmazonSageMakerRequest
{
    public string EndpointName { get; set; }
}
