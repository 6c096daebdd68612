namespace Mlops.Infra.Configuration;

/// <summary>The digest that every image is pinned to, by ECR repository: a template never names a tag, so a deployment cannot change under it.</summary>
public sealed record ImageDigests(IReadOnlyDictionary<string, string> ByRepository)
{
    /// <summary>Repositories whose digest is that of a published folder: the LocalCloud runs it, ECR has never heard of it.</summary>
    public IReadOnlySet<string> Local { get; init; } = new HashSet<string>();

    /// <summary>The pinned digest of a step's image; null is the product's own image.</summary>
    public string Of(string? repository)
        => ByRepository[repository ?? PipelineNames.Repository];
}
