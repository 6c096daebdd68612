using Amazon.Runtime;

namespace Amazon.SageMaker.Model;

/// <summary>Output of ListEndpoints.</summary>
public class ListEndpointsResponse : AmazonWebServiceResponse
{
    public List<EndpointSummary> Endpoints { get; set; } = AWSConfigs.InitializeCollections ? new List<EndpointSummary>() : null;

    public string NextToken { get; set; }
}
