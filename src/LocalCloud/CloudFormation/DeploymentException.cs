namespace LocalCloud.CloudFormation;

/// <summary>A resource that could not be made or changed; what the deployment had done to its stack has been undone.</summary>
public sealed class DeploymentException(string stackName, string logicalId, string type, Exception cause)
    : Exception($"{stackName}/{logicalId} ({type}): {cause.Message}", cause);
