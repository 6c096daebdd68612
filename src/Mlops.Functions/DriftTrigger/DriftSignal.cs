namespace Mlops.Functions.DriftTrigger;

/// <summary>What an event says about drift: the execution that it is a reason for, since when, and why it is none after all.</summary>
internal sealed record DriftSignal(string Name, DateTimeOffset Since)
{
    /// <summary>Null when the event does not tell: an alarm knows no pipelines.</summary>
    public string? Pipeline { get; init; }

    public string? Ignored { get; init; }
}
