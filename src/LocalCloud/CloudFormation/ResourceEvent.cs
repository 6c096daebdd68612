namespace LocalCloud.CloudFormation;

/// <summary>A step of a deployment, named as CloudFormation's stack events are; the stack itself is one of its resources there.</summary>
public sealed record ResourceEvent(string StackName, string LogicalId, string Type, string Status, string? Reason = null)
{
    public bool IsOfStack => Type == StackRecord.ResourceType;
}
