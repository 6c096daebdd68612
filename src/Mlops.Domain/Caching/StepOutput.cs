namespace Mlops.Domain.Caching;

/// <summary>One file that a step wrote: where it lies in the step's folder, and what it is. In <c>run.json</c> it is the file in the run's folder, in an entry of the cache the copy that is kept.</summary>
public sealed record StepOutput
{
    public required string Path { get; init; }

    public required string Sha256 { get; init; }

    public required long Size { get; init; }

    /// <summary>S3's id of the version whose content was hashed; null in a bucket without versions.</summary>
    public string? Version { get; init; }
}
