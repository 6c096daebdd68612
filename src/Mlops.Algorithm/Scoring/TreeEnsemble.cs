using System.Buffers;

namespace Mlops.Algorithm.Scoring;

/// <summary>
/// A LightGBM model that predicts, to the bit what LightGBM itself predicts: the same decisions, and each row's sum in the order of the trees.
/// Immutable, so any number of threads may share it.
/// </summary>
internal sealed class TreeEnsemble
{
    // Fewer rows than this are walked one by one, which costs less than deciding every split for all lanes.
    private const int FewRows = 3;

    private readonly FeatureKeys _keys = new();
    private readonly ScoreConversion _conversion;
    private readonly ScoredTree[] _trees;

    private TreeEnsemble(TreeModel model)
    {
        (Features, _conversion) = (model.Features, model.Conversion);
        _trees = [.. model.Trees.Select(tree => new ScoredTree(tree, _keys))];
    }

    public int Features { get; }

    /// <summary>Loads a model from LightGBM's text form.</summary>
    public static TreeEnsemble Load(ReadOnlySpan<byte> model) => new(ModelText.Parse(model));

    /// <summary>Predicts rows of <see cref="Features"/> values each; what is missing is NaN.</summary>
    public double[] Predict(ReadOnlySpan<double> rows)
    {
        var predictions = new double[rows.Length / Features];
        Predict(rows, predictions);
        return predictions;
    }

    /// <summary>Predicts as many rows as there is room for answers.</summary>
    public void Predict(ReadOnlySpan<double> rows, Span<double> predictions)
    {
        if (rows.Length != predictions.Length * Features)
        {
            throw new ArgumentException($"{rows.Length} values are not {predictions.Length} rows of {Features}.", nameof(rows));
        }

        var keys = ArrayPool<long>.Shared.Rent(Math.Max(_keys.Count, 1) * FeatureKeys.Lanes);
        for (var start = 0; start < predictions.Length; start += FeatureKeys.Lanes)
        {
            var count = Math.Min(FeatureKeys.Lanes, predictions.Length - start);
            AddTrees(rows.Slice(start * Features, count * Features), keys, predictions.Slice(start, count));
        }

        ArrayPool<long>.Shared.Return(keys);
        _conversion.Apply(predictions);
    }

    private void AddTrees(ReadOnlySpan<double> rows, long[] keys, Span<double> predictions)
    {
        for (var row = 0; row < predictions.Length; row++)
        {
            _keys.Write(rows.Slice(row * Features, Features), keys.AsSpan(row));
        }

        // Lanes without a row keep whatever keys were there: their scores are not looked at.
        Span<double> scores = stackalloc double[FeatureKeys.Lanes];
        scores.Clear();
        var together = predictions.Length >= FewRows;
        foreach (var tree in _trees)
        {
            if (together && tree.Sets is { } sets)
            {
                sets.AddTo(keys, scores);
            }
            else
            {
                for (var row = 0; row < predictions.Length; row++)
                {
                    scores[row] += tree.Value(keys.AsSpan(row), rows.Slice(row * Features, Features));
                }
            }
        }

        scores[..predictions.Length].CopyTo(predictions);
    }

    /// <summary>A tree in the forms in which it is scored.</summary>
    private sealed class ScoredTree(DecisionTree tree, FeatureKeys keys)
    {
        private readonly NodeTree _nodes = new(tree, keys);

        /// <summary>For many rows at once; null for a tree that has no such form.</summary>
        public LeafSets? Sets { get; } = LeafSets.Of(tree, keys);

        public double Value(ReadOnlySpan<long> keys, ReadOnlySpan<double> row)
        {
            var leaf = _nodes.Leaf(keys);
            return tree.LinearLeaves is { } linear ? Value(linear[leaf], leaf, row) : tree.LeafValues[leaf];
        }

        private double Value(LinearLeaf linear, int leaf, ReadOnlySpan<double> row)
        {
            var value = linear.Constant;
            for (var i = 0; i < linear.Features.Length; i++)
            {
                if (double.IsNaN(row[linear.Features[i]]))
                {
                    return tree.LeafValues[leaf];
                }

                value += linear.Coefficients[i] * FeatureKeys.Flush(row[linear.Features[i]]);
            }

            return value;
        }
    }
}
