namespace Mlops.Infra.Configuration;

/// <summary>What belongs to the account that the app is deployed to, and to no pipeline: <c>account.json</c>, one for each environment. Without the file everything has its default.</summary>
public sealed record AccountSettings
{
    /// <summary>Null: containers run where SageMaker puts them, isolated from every network.</summary>
    public NetworkSettings? Network { get; init; }

    /// <summary>Whether CloudTrail records who read and wrote objects and who invoked functions. It costs by the event.</summary>
    public bool Trail { get; init; }

    public RetentionSettings Retention { get; init; } = new();
}
