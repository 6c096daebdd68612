using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

/// <summary>Output of GetRolePolicy. The document is URL-encoded.</summary>
public class GetRolePolicyResponse : AmazonWebServiceResponse
{
    public string PolicyDocument { get; set; }

    public string PolicyName { get; set; }

    public string RoleName { get; set; }
}
