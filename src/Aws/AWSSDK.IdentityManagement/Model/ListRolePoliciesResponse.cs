using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>Output of ListRolePolicies.</summary>
public class ListRolePoliciesResponse : AmazonWebServiceResponse
{
    public bool? IsTruncated { get; set; }

    public string Marker { get; set; }

    public List<string> PolicyNames { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;
}
