using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Intrinsics;

/// <summary>Functions on arrays and objects.</summary>
internal static class ArrayFunctions
{
    private const int MaxRange = 1000;

    public static JsonNode Array(IntrinsicCall call) => Copy(call.Arguments);

    public static JsonNode Partition(IntrinsicCall call)
    {
        var (array, size) = (call.Array(0), call.Integer(1));
        return size is > 0 and <= int.MaxValue
            ? new JsonArray(array.Chunk((int)size).Select(chunk => (JsonNode)Copy(chunk)).ToArray())
            : throw new IntrinsicException($"The chunk size must be a positive integer, but is {size}");
    }

    public static JsonNode Contains(IntrinsicCall call) =>
        JsonValue.Create(call.Array(0).Any(item => JsonNode.DeepEquals(item, call[1])));

    public static JsonNode Range(IntrinsicCall call)
    {
        var (first, last, step) = (call.Integer(0), call.Integer(1), call.Integer(2));
        if (step == 0)
        {
            throw new IntrinsicException("The increment must not be 0");
        }

        var count = Math.Max(0, (last - first) / step + 1);
        if (count > MaxRange)
        {
            throw new IntrinsicException($"The range has {count} items; at most {MaxRange} are allowed");
        }

        // A first beyond the last divides to zero (not below it) and would count as one item.
        var isEmpty = step > 0 ? first > last : first < last;
        return new JsonArray(Enumerable.Range(0, isEmpty ? 0 : (int)count).Select(i => (JsonNode)JsonValue.Create(first + i * step)).ToArray());
    }

    public static JsonNode? GetItem(IntrinsicCall call)
    {
        var (array, index) = (call.Array(0), call.Integer(1));
        return index >= 0 && index < array.Count
            ? array[(int)index]?.DeepClone()
            : throw new IntrinsicException($"The index {index} is out of bounds for an array of length {array.Count}");
    }

    public static JsonNode Unique(IntrinsicCall call)
    {
        var unique = new List<JsonNode?>();
        foreach (var item in call.Array(0))
        {
            if (!unique.Any(known => JsonNode.DeepEquals(known, item)))
            {
                unique.Add(item);
            }
        }

        return Copy(unique);
    }

    public static JsonNode JsonMerge(IntrinsicCall call)
    {
        if (JsonValues.AsBoolean(call[2]) != false)
        {
            throw new IntrinsicException("Only shallow merging is supported: the third argument must be false");
        }

        var merged = (JsonObject)call.Object(0).DeepClone();
        foreach (var (name, value) in call.Object(1))
        {
            merged[name] = value?.DeepClone();
        }

        return merged;
    }

    private static JsonArray Copy(IEnumerable<JsonNode?> items) => new(items.Select(item => item?.DeepClone()).ToArray());
}
