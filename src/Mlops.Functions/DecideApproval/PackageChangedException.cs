namespace Mlops.Functions.DecideApproval;

/// <summary>What was asked about is gone, or is not what the gate passed: nothing of it is deployed.</summary>
public sealed class PackageChangedException(string package, string? reason) : Exception($"{package} is not deployed: {reason}");
