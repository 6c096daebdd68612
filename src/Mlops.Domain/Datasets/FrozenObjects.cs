namespace Mlops.Domain.Datasets;

/// <summary><c>frozen.json</c>: a memo of object versions whose content is already frozen. Losing it costs time, never correctness.</summary>
public sealed record FrozenObjects
{
    /// <summary>Content hash by version id.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    public string? Find(string version) => IsLasting(version) ? Versions.GetValueOrDefault(version) : null;

    /// <summary>This memo and what was frozen since: for a snapshot that may not come to its end.</summary>
    public FrozenObjects With(IEnumerable<DatasetFile> files) => new()
    {
        Versions = new Dictionary<string, string>(
            Versions.Concat(files.Where(file => IsLasting(file.Version)).Select(file => KeyValuePair.Create(file.Version, file.Sha256))).DistinctBy(entry => entry.Key, StringComparer.Ordinal),
            StringComparer.Ordinal),
    };

    /// <summary>The memo of the files of one snapshot; what is no longer current is forgotten.</summary>
    public static FrozenObjects Of(DatasetManifest manifest) => new()
    {
        Versions = manifest.Files
            .Where(file => IsLasting(file.Version))
            .DistinctBy(file => file.Version, StringComparer.Ordinal)
            .ToDictionary(file => file.Version, file => file.Sha256, StringComparer.Ordinal),
    };

    // Objects written while a bucket is not versioned all carry the version "null", which is overwritten in place.
    internal static bool IsLasting(string version) => version.Length > 0 && version != "null";
}
