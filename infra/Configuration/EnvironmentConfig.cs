namespace Mlops.Infra.Configuration;

/// <summary>One account that the app is deployed to, as <c>environments.json</c> has it.</summary>
public sealed record EnvironmentConfig(string Name, string Account, string Region)
{
    /// <summary>The environment that gets what proved itself here; null for the last.</summary>
    public string? PromotesTo { get; init; }

    /// <summary>Whether what is promoted to here waits for a person.</summary>
    public bool IsManual { get; init; }
}
