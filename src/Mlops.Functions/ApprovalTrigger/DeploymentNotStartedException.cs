namespace Mlops.Functions.ApprovalTrigger;

/// <summary>Every deployment that approvals of one package may start has failed.</summary>
public sealed class DeploymentNotStartedException(string package, int deployments)
    : Exception($"All {deployments} deployments of {package} failed. See why, then promote or register it anew.");
