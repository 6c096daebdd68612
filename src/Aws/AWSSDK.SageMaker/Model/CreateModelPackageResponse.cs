using Amazon.Runtime;

namespace Amazon.SageMaker.Model;

/// <summary>Output of CreateModelPackage.</summary>
public class CreateModelPackageResponse : AmazonWebServiceResponse
{
    public string ModelPackageArn { get; set; }
}
