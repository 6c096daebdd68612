using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalCloud.CloudWatch;

/// <summary>Numbers of requests, whatever they were parsed as: the JSON protocol gives raw text, the query protocol decimals.</summary>
internal static class JsonNumbers
{
    public static double ToDouble(this JsonNode node) => double.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    public static int ToInt(this JsonNode node) => (int)node.ToDouble();

    public static int? IntOrNull(this JsonObject node, string name) => node[name]?.ToInt();

    public static string? TextOrNull(this JsonObject node, string name) => node[name]?.ToString();
}
