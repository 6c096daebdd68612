using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.EventBridge;

/// <summary>The JSON paths that targets use: <c>$</c>, members by <c>.name</c> or <c>['name']</c>, elements by <c>[0]</c>.</summary>
internal static partial class EventPath
{
    public static bool IsValid(string path) => PathPattern().IsMatch(path);

    /// <summary>What is at the path; null when there is nothing.</summary>
    public static JsonNode? Find(JsonNode? root, string path)
    {
        var node = root;
        foreach (Match step in StepPattern().Matches(path))
        {
            node = step.Groups["index"].Success
                ? (node as JsonArray)?.ElementAtOrDefault(int.Parse(step.Groups["index"].Value, CultureInfo.InvariantCulture))
                : (node as JsonObject)?[step.Groups["name"].Success ? step.Groups["name"].Value : step.Groups["quoted"].Value];
            if (node is null)
            {
                return null;
            }
        }

        return node;
    }

    [GeneratedRegex(@"\A\$(\.[^.\[\]'""\s]+|\['[^']+'\]|\[\d{1,9}\])*\z")]
    private static partial Regex PathPattern();

    [GeneratedRegex(@"\.(?<name>[^.\[\]'""\s]+)|\['(?<quoted>[^']+)'\]|\[(?<index>\d+)\]")]
    private static partial Regex StepPattern();
}
