namespace Mlops.Domain.Training;

/// <summary>A tenth of the probabilities, from <c>From</c> (exclusive, but for 0) up: what was said on average, and what came true.</summary>
public sealed record CalibrationBin(double From, long Rows, double MeanProbability, double PositiveShare)
{
    internal const int Count = 10;
    internal const double Width = 0.1;

    /// <summary>The bin of a probability; one on an edge is of the bin below, as in scikit-learn's calibration_curve.</summary>
    internal static int Of(double probability)
    {
        var bin = 0;
        while (bin < Count - 1 && probability > (bin + 1) * Width)
        {
            bin++;
        }

        return bin;
    }

    /// <summary>Expected calibration error: by how much the bins miss what came true, weighted with their rows.</summary>
    internal static double Error(IReadOnlyCollection<CalibrationBin> bins) =>
        bins.Sum(bin => bin.Rows * Math.Abs(bin.MeanProbability - bin.PositiveShare)) / bins.Sum(bin => bin.Rows);
}
