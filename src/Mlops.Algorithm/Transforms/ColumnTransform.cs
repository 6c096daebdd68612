using System.Text.Json.Serialization;
using Mlops.Algorithm.Csv;

namespace Mlops.Algorithm.Transforms;

/// <summary>How one raw column becomes features: numbers as they are, texts as the index of their category, the time as calendar features.</summary>
internal sealed record ColumnTransform
{
    public required string Name { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<ColumnKind>))]
    public required ColumnKind Kind { get; init; }

    /// <summary>The categories seen in training, in ordinal order; null unless categorical.</summary>
    public IReadOnlyList<string>? Categories { get; init; }
}
