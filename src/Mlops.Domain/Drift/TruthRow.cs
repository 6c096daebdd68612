namespace Mlops.Domain.Drift;

/// <summary>What was predicted, and what turned out to be true.</summary>
public readonly record struct TruthRow(double Actual, double Predicted);
