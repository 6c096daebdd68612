namespace Mlops.Infra.Configuration;

/// <summary>For how many days the buckets keep what nothing refers to for good. Frozen data, reports, models and run records are kept.</summary>
public sealed record RetentionSettings
{
    /// <summary>What endpoints were asked and answered: as long as a monitor may look back.</summary>
    public int CaptureDays { get; init; } = 400;

    /// <summary>The rows that Prepare cut for Train and Evaluate, after their run: they follow from the frozen data.</summary>
    public int StepOutputDays { get; init; } = 30;

    /// <summary>Results of steps that later runs may take; no definition may ask for a longer <c>expireAfter</c>.</summary>
    public int CacheDays { get; init; } = 90;

    /// <summary>The rows and reports of data that a contract dropped.</summary>
    public int QuarantineDays { get; init; } = 90;

    public int OldVersionDays { get; init; } = 90;

    /// <summary>The logs of the trail.</summary>
    public int TrailDays { get; init; } = 365;
}
