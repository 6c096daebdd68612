namespace Mlops.Algorithm.Preparation;

/// <summary>The rows of the window by use. Nothing in <see cref="Train"/> or <see cref="Validation"/> is newer than, or equal in time to, a row of <see cref="Holdout"/>.</summary>
internal sealed record DataSplit(IReadOnlyList<RawRow> Train, IReadOnlyList<RawRow> Validation, IReadOnlyList<RawRow> Holdout)
{
    public bool IsUsable => Train.Count > 0 && Validation.Count > 0 && Holdout.Count > 0;
}
