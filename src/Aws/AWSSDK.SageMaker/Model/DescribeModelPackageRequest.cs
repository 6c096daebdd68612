namespace Amazon.SageMaker.Model;

/// <summary>Input of DescribeModelPackage.</summary>
public class DescribeModelPackageRequest : AmazonSageMakerRequest
{
    public string ModelPackageName { get; set; }
}
