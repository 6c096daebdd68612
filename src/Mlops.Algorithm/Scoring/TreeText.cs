namespace Mlops.Algorithm.Scoring;

/// <summary>Reads one tree of a model's text and checks that it is one: every split and every leaf is reached exactly once.</summary>
/// <remarks><c>Tree::Tree(const char*, size_t*)</c> in https://github.com/microsoft/LightGBM/blob/v4.6.0/src/io/tree.cpp</remarks>
internal static class TreeText
{
    private const int Categorical = 1, DefaultLeft = 2, MissingShift = 2, KnownDecision = 15;

    public static DecisionTree Parse(ModelFields fields, int features, int number)
    {
        try
        {
            var leaves = fields.Integer("num_leaves");
            if (leaves < 1)
            {
                throw new ModelFormatException("it has no leaf");
            }

            var tree = new DecisionTree(
                leaves == 1 ? [] : Splits(fields, leaves - 1, features),
                fields.Numbers("leaf_value", leaves),
                fields.Has("is_linear") && fields.Integer("is_linear") != 0 ? LinearLeaves(fields, leaves, features) : null);
            CheckShape(tree);
            return tree;
        }
        catch (ModelFormatException exception)
        {
            throw new ModelFormatException($"tree {number}: {exception.Message}");
        }
    }

    private static Split[] Splits(ModelFields fields, int count, int features)
    {
        var feature = fields.Integers("split_feature", count);
        var threshold = fields.Numbers("threshold", count);
        var decision = fields.Integers("decision_type", count);
        var left = fields.Integers("left_child", count);
        var right = fields.Integers("right_child", count);
        var categories = Categories(fields);
        var splits = new Split[count];
        for (var i = 0; i < count; i++)
        {
            var missing = (MissingValues)(decision[i] >> MissingShift);
            if (feature[i] < 0 || feature[i] >= features || (decision[i] & ~KnownDecision) != 0 || missing > MissingValues.NaN)
            {
                throw new ModelFormatException($"split {i} has feature {feature[i]} of {features} and decision type {decision[i]}");
            }

            splits[i] = new Split
            {
                Feature = feature[i],
                Threshold = threshold[i],
                Categories = (decision[i] & Categorical) != 0 ? Set(categories, threshold[i]) : null,
                Missing = missing,
                DefaultLeft = (decision[i] & DefaultLeft) != 0,
                Left = left[i],
                Right = right[i],
            };
        }

        return splits;
    }

    private static uint[] Set(uint[][] sets, double index) =>
        index >= 0 && index < sets.Length ? sets[(int)index] : throw new ModelFormatException($"there is no category set {index}");

    private static uint[][] Categories(ModelFields fields)
    {
        var count = fields.Integer("num_cat");
        if (count <= 0)
        {
            return [];
        }

        var ends = fields.Integers("cat_boundaries", count + 1);
        if (ends[0] != 0 || !ends.SequenceEqual(ends.Order()))
        {
            throw new ModelFormatException("cat_boundaries do not rise from 0");
        }

        var words = fields.Words("cat_threshold", ends[^1]);
        return [.. Enumerable.Range(0, count).Select(i => words[ends[i]..ends[i + 1]])];
    }

    private static LinearLeaf[] LinearLeaves(ModelFields fields, int leaves, int features)
    {
        var constants = fields.Numbers("leaf_const", leaves);
        var counts = fields.Integers("num_features", leaves);
        var used = fields.Integers("leaf_features", counts.Sum());
        var coefficients = fields.Numbers("leaf_coeff", counts.Sum());
        if (used.Any(feature => feature < 0 || feature >= features))
        {
            throw new ModelFormatException($"a linear leaf has a feature that is none of {features}");
        }

        var start = 0;
        var result = new LinearLeaf[leaves];
        for (var i = 0; i < leaves; start += counts[i], i++)
        {
            result[i] = new LinearLeaf(constants[i], used[start..(start + counts[i])], coefficients[start..(start + counts[i])]);
        }

        return result;
    }

    private static void CheckShape(DecisionTree tree)
    {
        var (splits, leaves) = (new bool[tree.Splits.Count], new bool[tree.LeafValues.Length]);
        var open = new Stack<int>([tree.Splits.Count > 0 ? 0 : ~0]);
        while (open.TryPop(out var node))
        {
            var seen = node >= 0 ? splits : leaves;
            var index = node >= 0 ? node : ~node;
            if (index >= seen.Length || seen[index])
            {
                throw new ModelFormatException("its splits do not make a tree");
            }

            seen[index] = true;
            if (node >= 0)
            {
                open.Push(tree.Splits[node].Left);
                open.Push(tree.Splits[node].Right);
            }
        }

        if (splits.Contains(false) || leaves.Contains(false))
        {
            throw new ModelFormatException("some of its splits or leaves are not reached");
        }
    }
}
