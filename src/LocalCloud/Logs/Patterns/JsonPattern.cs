using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Logs.Patterns;

/// <summary>A condition that an event in JSON fulfils; an event that is none does not match.</summary>
internal sealed class JsonPattern(Func<JsonNode, bool> condition) : FilterPattern
{
    public override bool Matches(string message)
    {
        try
        {
            return JsonNode.Parse(message) is { } document && condition(document);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
