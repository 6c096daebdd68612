using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>Output of ListRoles.</summary>
public class ListRolesResponse : AmazonWebServiceResponse
{
    public bool? IsTruncated { get; set; }

    public string Marker { get; set; }

    public List<Role> Roles { get; set; } = AWSConfigs.InitializeCollections ? new List<Role>() : null;
}
