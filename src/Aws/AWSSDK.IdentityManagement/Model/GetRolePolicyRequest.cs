namespace Amazon.IdentityManagement.Model;

/// <summary>Input of GetRolePolicy.</summary>
public class GetRolePolicyRequest : AmazonIdentityManagementServiceRequest
{
    public string PolicyName { get; set; }

    public string RoleName { get; set; }
}
