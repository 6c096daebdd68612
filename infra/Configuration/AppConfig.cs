namespace Mlops.Infra.Configuration;

/// <summary>Everything the stacks are made from, read and checked once before the first construct exists.</summary>
public sealed record AppConfig
{
    /// <summary>Folder with the functions' executable <c>bootstrap</c>; becomes the one code asset of all functions.</summary>
    public required string FunctionsFolder { get; init; }

    public required ImageDigests Images { get; init; }

    public required IReadOnlyList<PipelineConfig> Pipelines { get; init; }

    public AccountSettings Account { get; init; } = new();
}
