using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.SageMaker;

/// <summary>Collects what a request asks for that LocalCloud does not serve, to refuse all of it in one error.</summary>
internal sealed class Refusals
{
    private readonly List<string> _problems = [];

    /// <summary>Refuses any of these members that is given and neither empty nor false.</summary>
    public Refusals Members(JsonObject? node, string path, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (IsGiven(node?[name]))
            {
                _problems.Add($"{path}{name} is not served");
            }
        }

        return this;
    }

    public Refusals When(bool refused, string problem)
    {
        if (refused)
        {
            _problems.Add(problem);
        }

        return this;
    }

    /// <summary>Refuses a value other than the ones served; an absent one is fine.</summary>
    public Refusals Other(JsonNode? value, string path, params string[] served)
    {
        if (value is not null && !served.Contains(value.ToString()))
        {
            _problems.Add($"{path} {value} is not served (served: {string.Join(", ", served)})");
        }

        return this;
    }

    public void Throw()
    {
        if (_problems.Count > 0)
        {
            throw AwsException.Validation("LocalCloud cannot do this as requested: " + string.Join("; ", _problems) + ".");
        }
    }

    private static bool IsGiven(JsonNode? node) => node switch
    {
        null => false,
        JsonObject members => members.Count > 0,
        JsonArray items => items.Count > 0,
        JsonValue value => !(value.TryGetValue<bool>(out var flag) && !flag),
        _ => true,
    };
}
