namespace Mlops.Algorithm.Scoring;

/// <summary>How a split treats a value that is not there.</summary>
internal enum MissingValues
{
    /// <summary>NaN counts as 0.</summary>
    None = 0,

    /// <summary>NaN and 0 both take the default direction.</summary>
    Zero = 1,

    /// <summary>NaN takes the default direction.</summary>
    NaN = 2,
}

/// <summary>A decision of a tree. Children of 0 and above are splits; below, the complement of a leaf.</summary>
internal sealed record Split
{
    public required int Feature { get; init; }

    /// <summary>Numbers up to it go left.</summary>
    public required double Threshold { get; init; }

    /// <summary>The categories that go left, a bit each; null when the split compares numbers.</summary>
    public uint[]? Categories { get; init; }

    public required MissingValues Missing { get; init; }

    public required bool DefaultLeft { get; init; }

    public required int Left { get; init; }

    public required int Right { get; init; }
}

/// <summary>A leaf that is a linear model of some features; without one of them it is its constant <see cref="DecisionTree.LeafValues"/>.</summary>
internal sealed record LinearLeaf(double Constant, int[] Features, double[] Coefficients);

/// <summary>One tree as the model's text says it: the first split is the root; a tree without splits is its only leaf.</summary>
internal sealed record DecisionTree(IReadOnlyList<Split> Splits, double[] LeafValues, LinearLeaf[]? LinearLeaves);
