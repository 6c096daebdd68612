namespace Amazon.IdentityManagement.Model;

/// <summary>A service that an entity may use, and when it last did.</summary>
public class ServiceLastAccessed
{
    public DateTime? LastAuthenticated { get; set; }

    public string ServiceNamespace { get; set; }

    public List<TrackedActionLastAccessed> TrackedActionsLastAccessed { get; set; } = AWSConfigs.InitializeCollections ? new List<TrackedActionLastAccessed>() : null;
}
