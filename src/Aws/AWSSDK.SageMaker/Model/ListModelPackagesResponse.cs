using Amazon.Runtime;

namespace Amazon.SageMaker.Model;

/// <summary>Output of ListModelPackages.</summary>
public class ListModelPackagesResponse : AmazonWebServiceResponse
{
    public List<ModelPackageSummary> ModelPackageSummaryList { get; set; } = AWSConfigs.InitializeCollections ? new List<ModelPackageSummary>() : null;

    public string NextToken { get; set; }
}
