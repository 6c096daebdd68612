using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace LocalCloud.StatesLanguage.Paths;

/// <summary>
/// A JSONPath with Step Functions' behaviour: a path that names one place yields its value or a reason why there is none;
/// one with wildcards, slices, filters or <c>..</c> yields an array of what it finds.
/// </summary>
public sealed class JsonPath
{
    private readonly IReadOnlyList<PathStep> _steps;

    internal JsonPath(IReadOnlyList<PathStep> steps)
    {
        _steps = steps;
    }

    public bool IsDefinite => _steps.All(step => step.IsDefinite);

    internal IReadOnlyList<PathStep> Steps => _steps;

    /// <summary>Parses a path that starts with one <c>$</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPath? path)
    {
        try
        {
            path = new JsonPathParser(text).ParseAll();
            return true;
        }
        catch (FormatException)
        {
            path = null;
            return false;
        }
    }

    /// <summary>The value at the path, detached from <paramref name="root"/>; or false and the reason in AWS's words.</summary>
    public bool TryEvaluate(JsonNode? root, out JsonNode? value, out string reason)
    {
        value = null;
        List<JsonNode?> found = [root];
        var definite = IsDefinite;
        for (var i = 0; i < _steps.Count; i++)
        {
            found = found.SelectMany(node => _steps[i].Select(node, root)).ToList();
            if (definite && found.Count == 0)
            {
                reason = Missing(i);
                return false;
            }
        }

        reason = "";
        value = definite ? found[0]?.DeepClone() : new JsonArray(found.Select(node => node?.DeepClone()).ToArray());
        return true;
    }

    private string Missing(int step)
    {
        var place = "$" + string.Concat(_steps.Take(step + 1));
        return step == _steps.Count - 1 ? $"No results for path: {place}" : $"Missing property in path {place}";
    }
}
