namespace Amazon.SageMaker.Model;

/// <summary>Input of DescribeModel.</summary>
public class DescribeModelRequest : AmazonSageMakerRequest
{
    public string ModelName { get; set; }
}
