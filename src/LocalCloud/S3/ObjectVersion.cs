using System.Text.Json.Serialization;
using LocalCloud.S3.Checksums;

namespace LocalCloud.S3;

/// <summary>One version of an object, or a delete marker; its content is the blob named by <see cref="Blob"/>.</summary>
public sealed record ObjectVersion
{
    /// <summary><c>null</c> (the word) where the bucket keeps no versions.</summary>
    public required string VersionId { get; init; }

    /// <summary>Grows with every write of the account's objects; orders versions and is the event's sequencer.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public bool IsDeleteMarker { get; init; }

    public long Size { get; init; }

    /// <summary>Without quotes: MD5 of the content, or MD5 of the parts' MD5s followed by <c>-parts</c>.</summary>
    public string ETag { get; init; } = "";

    /// <summary>SHA-256 of the content in hexadecimal; empty for a delete marker.</summary>
    public string Blob { get; init; } = "";

    public ObjectHeaders Headers { get; init; } = new();

    /// <summary>Changeable without a new version, unlike everything else.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public Checksum? Checksum { get; init; }

    /// <summary>The parts' sizes when the object was uploaded in parts.</summary>
    public IReadOnlyList<long>? PartSizes { get; init; }

    [JsonIgnore]
    public string QuotedETag => $"\"{ETag}\"";

    /// <summary>As events and S3's own sequencers show it.</summary>
    [JsonIgnore]
    public string Sequencer => Sequence.ToString("X18", System.Globalization.CultureInfo.InvariantCulture);
}
