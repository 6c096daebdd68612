using Amazon.Runtime;

namespace Amazon.SageMaker.Model;

/// <summary>Output of UpdateModelPackage.</summary>
public class UpdateModelPackageResponse : AmazonWebServiceResponse
{
    public string ModelPackageArn { get; set; }
}
