namespace Mlops.Infra.Configuration;

/// <summary>The VPC that containers run in: the one with these subnets and security groups, or, when none are given, one that the app makes.</summary>
public sealed record NetworkSettings
{
    public IReadOnlyList<string> Subnets { get; init; } = [];

    public IReadOnlyList<string> SecurityGroups { get; init; } = [];
}
