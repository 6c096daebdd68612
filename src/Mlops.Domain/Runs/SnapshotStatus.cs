using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Runs;

/// <summary>Whether a snapshot gives a run something to learn.</summary>
[JsonConverter(typeof(CamelCaseEnum<SnapshotStatus>))]
public enum SnapshotStatus
{
    New,

    /// <summary>The same data, definition and image already reached a verdict.</summary>
    Unchanged,

    /// <summary>There is no file at all.</summary>
    Empty,
}
