namespace Mlops.Infra.Configuration;

/// <summary>The environment that is synthesized, in its chain: the first one trains, each other serves what the one before it promotes.</summary>
public sealed record EnvironmentPlan(IReadOnlyList<EnvironmentConfig> Chain, EnvironmentConfig Current)
{
    private int Place => Chain.TakeWhile(each => each != Current).Count();

    /// <summary>The environment that trains, and owns the images.</summary>
    public EnvironmentConfig Training => Chain[0];

    public bool IsServing => Current != Training;

    /// <summary>Whom this environment gets models from; null where they are trained.</summary>
    public EnvironmentConfig? Source => IsServing ? Chain[Place - 1] : null;

    /// <summary>Whom this environment promotes to; null for the last.</summary>
    public EnvironmentConfig? Target => Place + 1 < Chain.Count ? Chain[Place + 1] : null;

    /// <summary>Everybody who serves.</summary>
    public IEnumerable<EnvironmentConfig> Serving => Chain.Skip(1);
}
