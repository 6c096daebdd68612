using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Models;

namespace LocalCloud.Protocol;

/// <summary>The flat parameters of a Query request (<c>Tags.member.1.Key=…</c>) as a tree.</summary>
internal sealed class QueryForm
{
    private readonly Dictionary<string, string> _parameters;

    public QueryForm(string text) => _parameters = CanonicalRequest.QueryParameters(text)
        .GroupBy(parameter => parameter.Name, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);

    public string? this[string name] => _parameters.GetValueOrDefault(name);

    public JsonObject Read(StructureShape? shape)
    {
        var input = shape is null ? [] : Structure(shape, "");
        var known = shape?.Members.Select(member => member.Value.LocationName ?? member.Key).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var stray in _parameters.Keys.Select(name => name.Split('.')[0]).Where(name => name is not ("Action" or "Version") && !known.Contains(name)))
        {
            // Kept for validation to report.
            input[stray] = _parameters.GetValueOrDefault(stray, "");
        }

        return input;
    }

    private JsonObject Structure(StructureShape shape, string prefix)
    {
        var read = new JsonObject();
        foreach (var (name, member) in shape.Members)
        {
            if (Value(member, prefix + (member.LocationName ?? name)) is { } value)
            {
                read[name] = value;
            }
        }

        return read;
    }

    private JsonNode? Value(ShapeMember member, string path) => member.Shape switch
    {
        StructureShape structure => Exists(path) ? Structure(structure, path + ".") : null,
        ListShape list => List(list, list.IsFlattened || member.IsFlattened ? path : $"{path}.{list.Element.LocationName ?? "member"}"),
        MapShape map => Map(map, map.IsFlattened || member.IsFlattened ? path : $"{path}.entry"),
        var scalar => _parameters.TryGetValue(path, out var text) ? WireScalar.Read(scalar, text) : null,
    };

    private JsonArray? List(ListShape shape, string path)
    {
        var items = Positions(path).Select(position => Value(shape.Element, position)).ToArray();
        return items.Length == 0 ? null : new JsonArray(items);
    }

    private JsonObject? Map(MapShape shape, string path)
    {
        var read = new JsonObject();
        foreach (var position in Positions(path))
        {
            var key = _parameters.GetValueOrDefault($"{position}.{shape.Key.LocationName ?? "key"}", "");
            read[key] = Value(shape.Value, $"{position}.{shape.Value.LocationName ?? "value"}");
        }

        return read.Count == 0 ? null : read;
    }

    private IEnumerable<string> Positions(string path) => Enumerable.Range(1, _parameters.Count)
        .Select(index => string.Create(CultureInfo.InvariantCulture, $"{path}.{index}"))
        .TakeWhile(Exists);

    private bool Exists(string path) =>
        _parameters.ContainsKey(path) || _parameters.Keys.Any(name => name.StartsWith(path + ".", StringComparison.Ordinal));
}
