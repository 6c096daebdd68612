using System.Runtime.CompilerServices;

namespace Mlops.Algorithm.Scoring;

/// <summary>A tree as one array that is walked from its root, a row at a time: any tree can be scored so.</summary>
internal sealed class NodeTree
{
    private readonly Node[] _nodes;
    private readonly uint[] _categories;

    public NodeTree(DecisionTree tree, FeatureKeys keys)
    {
        var (nodes, categories) = (new List<Node> { default }, new List<uint>());
        var open = new Queue<(int Place, int Child)>([(0, tree.Splits.Count > 0 ? 0 : ~0)]);
        while (open.TryDequeue(out var next))
        {
            if (next.Child < 0)
            {
                nodes[next.Place] = new Node(0, 0, next.Child);
                continue;
            }

            var (split, left) = (tree.Splits[next.Child], nodes.Count);
            nodes[next.Place] = split.Categories is { } set
                ? new Node(Pack(categories.Count, set.Length), ~keys.PositionOf(split), left)
                : new Node(FeatureKeys.Threshold(split), keys.PositionOf(split), left);
            categories.AddRange(split.Categories ?? []);
            nodes.AddRange(default, default);
            open.Enqueue((left, split.Left));
            open.Enqueue((left + 1, split.Right));
        }

        (_nodes, _categories) = ([.. nodes], [.. categories]);
    }

    /// <summary>The leaf in which a row ends.</summary>
    public int Leaf(ReadOnlySpan<long> keys)
    {
        var nodes = _nodes;
        ref readonly var node = ref nodes[0];
        while (node.Next >= 0)
        {
            var isRight = node.Key >= 0 ? keys[node.Key] > node.Threshold : !Contains(node.Threshold, keys[~node.Key]);
            node = ref nodes[node.Next + Unsafe.BitCast<bool, byte>(isRight)];
        }

        return ~node.Next;
    }

    private static long Pack(int start, int length) => ((long)start << 32) | (uint)length;

    private bool Contains(long set, long category) =>
        category >= 0 && category / 32 < (int)set && (_categories[(int)(set >> 32) + (int)(category / 32)] >> (int)(category % 32) & 1) != 0;

    /// <summary>A split: the right child follows the left one; of a negative key the complement counts and the threshold is a set of categories. Or a leaf, whose complement is next.</summary>
    private readonly record struct Node(long Threshold, int Key, int Next);
}
