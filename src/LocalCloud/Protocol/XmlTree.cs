using System.Text.Json.Nodes;
using System.Xml.Linq;
using LocalCloud.Models;

namespace LocalCloud.Protocol;

/// <summary>Trees as the XML of the Query protocol.</summary>
internal static class XmlTree
{
    public static IEnumerable<XElement> Members(StructureShape shape, JsonObject tree, XNamespace space)
    {
        foreach (var (name, value) in tree.Where(member => member.Value is not null))
        {
            var member = shape.Members.GetValueOrDefault(name) ?? throw new InvalidOperationException($"'{name}' is no member of {shape.Name}.");
            foreach (var element in Elements(member, space + (member.LocationName ?? name), value!))
            {
                yield return element;
            }
        }
    }

    private static IEnumerable<XElement> Elements(ShapeMember member, XName name, JsonNode value)
    {
        var space = name.Namespace;
        return (member.Shape, value) switch
        {
            (StructureShape structure, JsonObject tree) => [new XElement(name, Members(structure, tree, space))],
            (ListShape list, JsonArray items) when list.IsFlattened || member.IsFlattened => Items(list, name, items),
            (ListShape list, JsonArray items) => [new XElement(name, Items(list, space + (list.Element.LocationName ?? "member"), items))],
            (MapShape map, JsonObject entries) when map.IsFlattened || member.IsFlattened => Entries(map, name, entries),
            (MapShape map, JsonObject entries) => [new XElement(name, Entries(map, space + "entry", entries))],
            _ => [new XElement(name, WireScalar.Write(member, value))],
        };
    }

    private static IEnumerable<XElement> Items(ListShape shape, XName name, JsonArray items) =>
        items.SelectMany(item => Elements(shape.Element, name, item!));

    private static IEnumerable<XElement> Entries(MapShape shape, XName name, JsonObject entries) => entries.Select(entry => new XElement(
        name,
        new XElement(name.Namespace + (shape.Key.LocationName ?? "key"), entry.Key),
        Elements(shape.Value, name.Namespace + (shape.Value.LocationName ?? "value"), entry.Value!)));
}
