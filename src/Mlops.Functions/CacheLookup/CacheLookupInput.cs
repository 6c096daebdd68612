using Mlops.Domain.Pipelines;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.CacheLookup;

/// <summary>Payload of <c>cache-lookup</c>.</summary>
public sealed record CacheLookupInput
{
    public required string Pipeline { get; init; }

    public required string Run { get; init; }

    public required string Execution { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required string Step { get; init; }

    /// <summary>The image that the job runs, with its digest.</summary>
    public required string Image { get; init; }

    /// <summary>What the job reads, by name: an <c>s3://</c> URI, or a content hash that is known already.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    /// <summary>The step, which there must be.</summary>
    internal string Require() => PipelineSteps.IsKnown(Step)
        ? Step
        : throw new InvalidPayloadException($"'{Step}' is no step; the steps are {string.Join(", ", PipelineSteps.Names)}.");
}
