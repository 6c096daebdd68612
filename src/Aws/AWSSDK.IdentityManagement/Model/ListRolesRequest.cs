namespace Amazon.IdentityManagement.Model;

/// <summary>Input of ListRoles.</summary>
public class ListRolesRequest : AmazonIdentityManagementServiceRequest
{
    public string Marker { get; set; }

    public int? MaxItems { get; set; }

    public string PathPrefix { get; set; }
}
