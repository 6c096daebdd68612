namespace LocalCloud.Policies;

/// <summary>What a policy statement does when it applies.</summary>
public enum Effect
{
    Allow,
    Deny,
}
