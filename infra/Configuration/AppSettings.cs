namespace Mlops.Infra.Configuration;

/// <summary>What the caller chose on the command line or as CDK context; null is the default.</summary>
public sealed record AppSettings
{
    /// <summary>Folder of the repository: holds <c>pipelines/</c> and <c>artifacts/</c>.</summary>
    public required string Root { get; init; }

    /// <summary>Context <c>functions</c>; by default the folder below <c>artifacts/functions</c> of the architecture.</summary>
    public string? Functions { get; init; }

    /// <summary>Context <c>functionArchitecture</c>: <c>x86_64</c> or <c>arm64</c>; by default what the executable is compiled for.</summary>
    public string? FunctionArchitecture { get; init; }

    /// <summary>Context <c>images</c>: the file with image digests; by default <c>artifacts/images.json</c>.</summary>
    public string? Images { get; init; }

    /// <summary>Context <c>imageDigest</c>: pins the product's own image and makes the file unnecessary for it.</summary>
    public string? ImageDigest { get; init; }

    /// <summary>Context <c>pipelines</c>: the folder of definitions; by default <c>pipelines</c>.</summary>
    public string? Pipelines { get; init; }

    /// <summary>Context <c>environments</c>: the file of environments; by default <c>environments.json</c>, which need not exist.</summary>
    public string? Environments { get; init; }

    /// <summary>Context <c>environment</c>: the one to synthesize.</summary>
    public string? Environment { get; init; }

    /// <summary>Context <c>account</c>: the file with what belongs to the account; by default <c>account.json</c>, or <c>account.&lt;environment&gt;.json</c>, which need not be there.</summary>
    public string? Account { get; init; }
}
