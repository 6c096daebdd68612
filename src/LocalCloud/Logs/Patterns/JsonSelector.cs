using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.Logs.Patterns;

/// <summary>A property of a JSON event, such as <c>$.detail.items[0].name</c>.</summary>
internal sealed partial class JsonSelector
{
    private readonly List<string> _steps;

    private JsonSelector(List<string> steps) => _steps = steps;

    public static JsonSelector Parse(string text) => Shape().IsMatch(text)
        ? new([.. Step().Matches(text).Select(step => step.Value.Trim('.', '[', ']'))])
        : throw LogsErrors.Invalid($"Invalid filter pattern: '{text}' is no property selector such as $.user.name or $.items[0].");

    /// <summary>False when the event has no such property; its value may be null.</summary>
    public bool TryFind(JsonNode document, out JsonNode? found)
    {
        found = document;
        foreach (var step in _steps)
        {
            var (exists, next) = found switch
            {
                JsonObject members => (members.TryGetPropertyValue(step, out var member), member),
                JsonArray items when int.TryParse(step, CultureInfo.InvariantCulture, out var index) && index < items.Count => (true, items[index]),
                _ => (false, null),
            };
            found = next;
            if (!exists)
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"^\$(\.[\w-]+|\[\d+\])+$")]
    private static partial Regex Shape();

    [GeneratedRegex(@"\.[\w-]+|\[\d+\]")]
    private static partial Regex Step();
}
