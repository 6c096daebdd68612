namespace Amazon.IdentityManagement.Model;

/// <summary>An action whose use IAM keeps, and its last use.</summary>
public class TrackedActionLastAccessed
{
    public string ActionName { get; set; }

    public DateTime? LastAccessedTime { get; set; }
}
