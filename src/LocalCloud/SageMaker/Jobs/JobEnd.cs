namespace LocalCloud.SageMaker.Jobs;

/// <summary>How a job's process ended.</summary>
internal abstract record JobEnd
{
    public sealed record Exited(int Code) : JobEnd;

    /// <summary>A user stopped it.</summary>
    public sealed record Stopped : JobEnd;

    public sealed record MaxRuntimeExceeded : JobEnd;
}
