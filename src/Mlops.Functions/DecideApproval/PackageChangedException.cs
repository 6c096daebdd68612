namespace Mlops.Functions.DecideApproval;

/// <summary>What was approved is not what the gate passed: nothing of it is deployed.</summary>
public sealed class PackageChangedException(string package, string changes) : Exception($"{package} was approved, but it is not what the gate passed: {changes}");
