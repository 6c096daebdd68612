namespace Mlops.Domain.Evaluation;

/// <summary>The rows as one model sees them: labels (1 and 0 for classes) and predictions, with the model's own threshold; null for a regression.</summary>
public sealed record ModelSample(IReadOnlyList<double> Labels, IReadOnlyList<double> Predictions, double? Threshold)
{
    public int Rows => Labels.Count;

    /// <summary>The rows of these numbers alone.</summary>
    public ModelSample At(IReadOnlyList<int> rows) => new([.. rows.Select(row => Labels[row])], [.. rows.Select(row => Predictions[row])], Threshold);

    /// <summary>1 when the model says that a row is positive.</summary>
    internal bool IsSaid(int row) => Predictions[row] >= Threshold;
}
