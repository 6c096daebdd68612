namespace Mlops.Infra.Configuration;

/// <summary>For how many days the buckets keep what nothing refers to for good. Frozen data, runs with their models and reports are kept.</summary>
public sealed record RetentionSettings
{
    /// <summary>What endpoints were asked and answered: as long as a monitor may look back.</summary>
    public int CaptureDays { get; init; } = 400;

    public int OldVersionDays { get; init; } = 90;

    /// <summary>The logs of the trail.</summary>
    public int TrailDays { get; init; } = 365;
}
