using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mlops.Algorithm.Scoring;

/// <summary>
/// A tree of at most 64 leaves that splits by numbers only, scored for <see cref="FeatureKeys.Lanes"/> rows at once and without a branch: every split is decided for every row,
/// and takes the leaves on its right away where the row goes left. The last leaf that remains is where the row ends.
/// </summary>
/// <remarks>QuickScorer (Lucchese et al., SIGIR 2015), with rows side by side. Only where four doubles are one operation of the processor; elsewhere walking the tree is faster.</remarks>
internal sealed unsafe class LeafSets
{
    private const int MostLeaves = 64;

    private readonly ulong _leaves;
    private readonly Step[] _steps;
    private readonly double[] _values;

    private LeafSets(Step[] steps, double[] values) => (_leaves, _steps, _values) = (Leaves(0, values.Length), steps, values);

    /// <summary>The tree in this form; null when the tree or the processor does not allow it.</summary>
    public static LeafSets? Of(DecisionTree tree, FeatureKeys keys)
    {
        if (!Vector256.IsHardwareAccelerated || tree.LeafValues.Length > MostLeaves || tree.LinearLeaves is not null || tree.Splits.Any(split => split.Categories is not null))
        {
            return null;
        }

        var (steps, values) = (new List<Step>(), new List<double>());
        Add(tree.Splits.Count > 0 ? 0 : ~0);
        return new LeafSets([.. steps], [.. values]);

        // Numbers the leaves from left to right.
        void Add(int node)
        {
            if (node < 0)
            {
                values.Add(tree.LeafValues[~node]);
                return;
            }

            var split = tree.Splits[node];
            Add(split.Left);
            var middle = values.Count;
            Add(split.Right);
            steps.Add(new Step(FeatureKeys.Threshold(split) + 1, Leaves(middle, values.Count), keys.PositionOf(split)));
        }
    }

    /// <summary>Adds the tree's value to the score of every lane.</summary>
    [SkipLocalsInit]
    public void AddTo(ReadOnlySpan<long> keys, Span<double> scores)
    {
        var remaining = stackalloc ulong[FeatureKeys.Lanes];
        fixed (long* first = keys)
        {
            Decide(first, remaining);
        }

        ref var values = ref MemoryMarshal.GetArrayDataReference(_values);
        for (var lane = 0; lane < FeatureKeys.Lanes; lane++)
        {
            scores[lane] += Unsafe.Add(ref values, BitOperations.Log2(remaining[lane]));
        }
    }

    private void Decide(long* keys, ulong* remaining)
    {
        var a = Vector256.Create(_leaves);
        var (b, c, d) = (a, a, a);
        fixed (Step* steps = _steps)
        {
            for (Step* step = steps, end = steps + _steps.Length; step < end; step++)
            {
                var above = Vector256.Create(step->Above);
                var right = Vector256.Create(step->Right);
                var key = keys + step->Key;
                a = Vector256.AndNot(a, Vector256.GreaterThan(above, Vector256.Load(key)).AsUInt64() & right);
                b = Vector256.AndNot(b, Vector256.GreaterThan(above, Vector256.Load(key + 4)).AsUInt64() & right);
                c = Vector256.AndNot(c, Vector256.GreaterThan(above, Vector256.Load(key + 8)).AsUInt64() & right);
                d = Vector256.AndNot(d, Vector256.GreaterThan(above, Vector256.Load(key + 12)).AsUInt64() & right);
            }
        }

        a.Store(remaining);
        b.Store(remaining + 4);
        c.Store(remaining + 8);
        d.Store(remaining + 12);
    }

    private static ulong Leaves(int start, int end) => (ulong.MaxValue >> (MostLeaves - end)) & (ulong.MaxValue << start);

    /// <summary>A split: keys below <see cref="Above"/> go left, where no leaf of <see cref="Right"/> is.</summary>
    private readonly struct Step(long above, ulong right, int key)
    {
        public readonly long Above = above;
        public readonly ulong Right = right;
        public readonly int Key = key;
    }
}
