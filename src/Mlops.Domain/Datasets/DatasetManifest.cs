using System.Globalization;
using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Datasets;

/// <summary><c>manifest.json</c>: the files that a run learns from, frozen by content.</summary>
public sealed record DatasetManifest
{
    /// <summary>SHA-256 over the distinct content hashes: which data it is, whatever the files are called.</summary>
    public required string Dataset { get; init; }

    /// <summary>In ordinal order of their keys.</summary>
    public required IReadOnlyList<DatasetFile> Files { get; init; }

    public static DatasetManifest Of(IEnumerable<DatasetFile> files)
    {
        var ordered = files.OrderBy(file => file.Key, StringComparer.Ordinal).ToList();
        return new DatasetManifest { Dataset = ContentHash.Of(string.Join('\n', Contents(ordered))), Files = ordered };
    }

    /// <summary>The distinct content hashes, sorted: what a job reads.</summary>
    public IReadOnlyList<string> Contents() => [.. Contents(Files)];

    /// <summary>SHA-256 over when each content was uploaded first: which data arrived when, whatever the files are called.</summary>
    public string Uploads() => ContentHash.Of(string.Join('\n', Files.GroupBy(file => file.Sha256, StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal)
        .Select(same => $"{same.Key} {same.Min(file => file.Uploaded)?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture) ?? "unknown"}")));

    private static IEnumerable<string> Contents(IEnumerable<DatasetFile> files) =>
        files.Select(file => file.Sha256).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}

/// <summary>One uploaded file: its key and version in the data bucket, its content's hash, its size in bytes and when it was uploaded.</summary>
public sealed record DatasetFile(string Key, string Version, string Sha256, long Size, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Uploaded = null);
