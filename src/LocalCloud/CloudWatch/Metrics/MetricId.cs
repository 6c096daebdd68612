using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.CloudWatch.Metrics;

/// <summary>A metric: a name in a namespace with a set of dimensions. Another set is another metric.</summary>
internal sealed record MetricId(string Namespace, string Name, IReadOnlyList<Dimension> Dimensions)
{
    /// <summary>The same for the same metric, in whatever order its dimensions were given.</summary>
    public string Key()
    {
        var parts = Dimensions.OrderBy(dimension => dimension.Name, StringComparer.Ordinal).SelectMany(dimension => new[] { dimension.Name, dimension.Value });
        var text = JsonSerializer.Serialize(parts.Prepend(Name).Prepend(Namespace));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    /// <summary>The metric that <paramref name="node"/> names by <c>MetricName</c>, <c>Dimensions</c> and, unless given, <c>Namespace</c>.</summary>
    public static MetricId Of(JsonObject node, string? space = null) => new(
        space ?? node[nameof(Namespace)]!.ToString(),
        node["MetricName"]!.ToString(),
        [.. (node[nameof(Dimensions)] as JsonArray ?? []).Select(item => new Dimension(item![nameof(Name)]!.ToString(), item["Value"]?.ToString() ?? ""))]);
}

/// <summary>A name and a value that tell metrics of one name apart.</summary>
internal sealed record Dimension(string Name, string Value);
