using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>Output of GetServiceLastAccessedDetails.</summary>
public class GetServiceLastAccessedDetailsResponse : AmazonWebServiceResponse
{
    public bool? IsTruncated { get; set; }

    public JobStatusType JobStatus { get; set; }

    public string Marker { get; set; }

    public List<ServiceLastAccessed> ServicesLastAccessed { get; set; } = AWSConfigs.InitializeCollections ? new List<ServiceLastAccessed>() : null;
}
