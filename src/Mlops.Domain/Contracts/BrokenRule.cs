namespace Mlops.Domain.Contracts;

/// <summary>A rule that a value breaks, by the name that reports carry, and what that does.</summary>
public readonly record struct BrokenRule(string Rule, RuleAction Action);
