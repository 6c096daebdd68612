using System.Text.Json.Serialization;

namespace Mlops.Domain.Pipelines;

/// <summary>How a column's values become slices. Texts are slices of their own, and so are few different numbers; many are cut into bins.</summary>
public sealed record SliceDefinition
{
    /// <summary>Where the bins of numbers begin, ascending: <c>[500, 1000]</c> makes under 500, 500 to 1000, and from 1000 on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? Edges { get; init; }

    /// <summary>So many bins of equal shares of the holdout, in place of edges; null makes four of numbers that have many values.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Quantiles { get; init; }
}
