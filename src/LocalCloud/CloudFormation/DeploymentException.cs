namespace LocalCloud.CloudFormation;

/// <summary>A stack that could not be brought to its template, and the resource that was the reason; the stack has been put back to where it was.</summary>
public sealed class DeploymentException(string stackName, ResourceEvent? failure, string? stackReason)
    : Exception(failure is null ? $"{stackName}: {stackReason}" : $"{stackName}/{failure.LogicalId} ({failure.Type}): {failure.Reason}");
