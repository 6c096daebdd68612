namespace Amazon.IdentityManagement.Model;

/// <summary>A role of the account.</summary>
public class Role
{
    public string Arn { get; set; }

    public string Path { get; set; }

    public string RoleName { get; set; }
}
