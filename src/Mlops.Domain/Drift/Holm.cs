namespace Mlops.Domain.Drift;

/// <summary>Holm's step-down correction: the chance that any of many true hypotheses is rejected stays below the level.</summary>
public static class Holm
{
    /// <summary>Adjusted p-values, in the order of the given ones.</summary>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var largest = 0.0;
        var rank = 0;
        foreach (var index in Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index]))
        {
            largest = Math.Max(largest, Math.Min(1, pValues[index] * (pValues.Count - rank++)));
            adjusted[index] = largest;
        }

        return adjusted;
    }
}
