namespace Amazon.SageMaker.Model;

/// <summary>Input of DescribeEndpointConfig.</summary>
public class DescribeEndpointConfigRequest : AmazonSageMakerRequest
{
    public string EndpointConfigName { get; set; }
}
