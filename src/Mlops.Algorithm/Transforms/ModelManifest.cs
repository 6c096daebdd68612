namespace Mlops.Algorithm.Transforms;

/// <summary>What a model is made of: <c>manifest.json</c> inside the artifact. The model's hash is the SHA-256 of this file, because the bytes of <c>model.tar.gz</c> are not stable.</summary>
internal sealed record ModelManifest
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>SHA-256 of each file of the artifact by name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>SHA-256 of each training channel's content by channel.</summary>
    public required IReadOnlyDictionary<string, string> Dataset { get; init; }

    /// <summary>SHA-256 of the hyperparameters as canonical JSON.</summary>
    public required string Hyperparameters { get; init; }
}
