namespace LocalCloud.CloudFormation;

/// <summary>One thing in a template that LocalCloud cannot do or that is wrong, with where it stands.</summary>
public sealed record Problem(string Stack, string LogicalId, string Message)
{
    public override string ToString() => LogicalId.Length == 0 ? $"{Stack}: {Message}" : $"{Stack}/{LogicalId}: {Message}";
}
