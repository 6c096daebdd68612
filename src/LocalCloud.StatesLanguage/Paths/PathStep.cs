using System.Text.Json.Nodes;

namespace LocalCloud.StatesLanguage.Paths;

/// <summary>One step of a JSONPath.</summary>
internal abstract record PathStep
{
    /// <summary>A step that selects at most one value.</summary>
    public virtual bool IsDefinite => false;

    public abstract IEnumerable<JsonNode?> Select(JsonNode? node, JsonNode? root);

    internal sealed record Child(string Name) : PathStep
    {
        public override bool IsDefinite => true;

        public override IEnumerable<JsonNode?> Select(JsonNode? node, JsonNode? root) =>
            node is JsonObject owner && owner.TryGetPropertyValue(Name, out var value) ? [value] : [];

        public override string ToString() => $"['{Name}']";
    }

    internal sealed record Index(int Position) : PathStep
    {
        public override bool IsDefinite => true;

        public override IEnumerable<JsonNode?> Select(JsonNode? node, JsonNode? root)
        {
            if (node is not JsonArray array)
            {
                return [];
            }

            var position = Position < 0 ? array.Count + Position : Position;
            return position >= 0 && position < array.Count ? [array[position]] : [];
        }

        public override string ToString() => $"[{Position}]";
    }

    internal sealed record Indexes(IReadOnlyList<int> Positions) : PathStep
    {
        public override IEnumerable<JsonNode?> Select(JsonNode? node, JsonNode? root) =>
            Positions.SelectMany(position => new Index(position).Select(node, root));
    }

    /// <summary><c>['a','b']</c> selects one object with those members.</summary>
    internal sealed record Children(IReadOnlyList<string> Names) : PathStep
    {
        public override IEnumerable<JsonNode?> Select(JsonNode? node, JsonNode? root) =>
            node is JsonObject owner
                ? [new JsonObject(Names.Where(owner.ContainsKey).Select(name => KeyValuePair.Create(name, owner[name]?.DeepClone())))]
                : [];
    }

    internal sealed record Slice(int? From, int? To) : PathStep
    {
        public override IEnumerable<JsonNode?> Select(JsonNode? node, JsonNode? root)
        {
            if (node is not JsonArray array)
            {
                return [];
            }

            var from = Bound(From ?? 0, array.Count);
            var to = Bound(To ?? array.Count, array.Count);
            return array.Skip(from).Take(Math.Max(0, to - from));
        }

        private static int Bound(int position, int count) => Math.Clamp(position < 0 ? count + position : position, 0, count);
    }

    internal sealed record Wildcard : PathStep
    {
        public override IEnumerable<JsonNode?> Select(JsonNode? node, JsonNode? root) => node switch
        {
            JsonArray array => array,
            JsonObject owner => owner.Select(member => member.Value),
            _ => [],
        };
    }

    internal sealed record Filter(Func<JsonNode?, JsonNode?, bool> Predicate) : PathStep
    {
        public override IEnumerable<JsonNode?> Select(JsonNode? node, JsonNode? root) => node switch
        {
            JsonArray array => array.Where(item => Predicate(item, root)),
            JsonObject owner when Predicate(owner, root) => [owner],
            _ => [],
        };
    }

    /// <summary><c>..</c>: <paramref name="Inner"/> on the node and on everything below it.</summary>
    internal sealed record Descendants(PathStep Inner) : PathStep
    {
        public override IEnumerable<JsonNode?> Select(JsonNode? node, JsonNode? root)
        {
            foreach (var value in Inner.Select(node, root))
            {
                yield return value;
            }

            foreach (var below in new Wildcard().Select(node, root).SelectMany(child => Select(child, root)))
            {
                yield return below;
            }
        }
    }
}
