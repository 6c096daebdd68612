using System.Text.Json;

namespace LocalCloud.EventBridge.Patterns;

/// <summary>An event as its leaf values by path. Empty objects and arrays have no leaves, so they do not exist for a pattern.</summary>
internal sealed class FlatEvent
{
    private readonly Dictionary<string, List<EventValue>> _values = new(StringComparer.Ordinal);
    private int _arrays;

    public static FlatEvent From(JsonElement anEvent)
    {
        var flat = new FlatEvent();
        flat.Add("", anEvent, []);
        return flat;
    }

    public IReadOnlyList<EventValue> At(string path) => _values.TryGetValue(path, out var values) ? values : [];

    private void Add(string path, JsonElement node, IReadOnlyList<ArrayElement> elements)
    {
        switch (node.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in node.EnumerateObject())
                {
                    Add(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value, elements);
                }

                break;
            case JsonValueKind.Array:
                var array = _arrays++;
                var index = 0;
                foreach (var item in node.EnumerateArray())
                {
                    Add(path, item, [.. elements, new(array, index++)]);
                }

                break;
            default:
                if (!_values.TryGetValue(path, out var values))
                {
                    _values[path] = values = [];
                }

                values.Add(EventValue.From(node, elements));
                break;
        }
    }
}

/// <summary>Which element of which array (numbered in the order of the event) a value is in.</summary>
internal readonly record struct ArrayElement(int Array, int Index);
