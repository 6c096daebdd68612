namespace Mlops.Domain.Drift;

/// <summary>A column to be profiled, by its name in the raw data.</summary>
public sealed record ProfileColumn(string Name, ProfileKind Kind);
