using Mlops.Domain.Datasets;

namespace Mlops.Algorithm.Preparation;

/// <summary>A frozen input file: what the manifest says of it, and where its content lies.</summary>
internal sealed record RawFile(DatasetFile Frozen, string Path)
{
    /// <summary>The key it was uploaded under, which messages name.</summary>
    public string Key => Frozen.Key;
}
