using Mlops.Domain.Drift;

namespace Mlops.Bench.Drift;

/// <summary>The textbook's way: sort both samples of every column, then exact KS, PSI, chi-square and Jensen-Shannon.</summary>
internal static class ExactComparison
{
    private const int Bins = 10;

    public static Figures[] Run(Table reference, Table current, int threads)
    {
        var figures = new Figures[Table.Headers.Length];
        Parallel.For(0, figures.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, column => figures[column] = column < Table.NumericColumns
            ? Numbers(reference.Numbers[column], current.Numbers[column])
            : Categories(reference.Codes[column - Table.NumericColumns], current.Codes[column - Table.NumericColumns]));
        return figures;
    }

    private static Figures Numbers(float[] reference, float[] current)
    {
        float[] left = FloatSort.Sorted(reference), right = FloatSort.Sorted(current);
        float[] edges = [.. Enumerable.Range(1, Bins - 1).Select(i => left[(int)Math.Ceiling((long)i * left.Length / (double)Bins) - 1]).Distinct().Where(edge => edge < left[^1])];
        return Of(Histogram(left, edges), Histogram(right, edges), Distance(left, right));
    }

    private static Figures Categories(byte[] reference, byte[] current) => Of(Counts(reference), Counts(current), 0);

    private static Figures Of(double[] left, double[] right, double ks)
    {
        var chi = ChiSquare.Of(left, right);
        return new(Divergence.Psi(left, right), chi.Statistic, Divergence.JensenShannon(left, right), ks);
    }

    private static double Distance(float[] left, float[] right)
    {
        int l = 0, r = 0;
        long worst = 0;
        while (l < left.Length && r < right.Length)
        {
            var next = Math.Min(left[l], right[r]);
            while (l < left.Length && left[l] == next)
            {
                l++;
            }

            while (r < right.Length && right[r] == next)
            {
                r++;
            }

            worst = Math.Max(worst, Math.Abs(((long)l * right.Length) - ((long)r * left.Length)));
        }

        return worst / ((double)left.Length * right.Length);
    }

    private static double[] Histogram(float[] sorted, float[] edges)
    {
        var counts = new double[edges.Length + 1];
        var before = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            var upTo = i < edges.Length ? UpTo(sorted, edges[i]) : sorted.Length;
            counts[i] = upTo - before;
            before = upTo;
        }

        return counts;
    }

    private static int UpTo(float[] sorted, float edge)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] <= edge ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static double[] Counts(byte[] codes)
    {
        // Four tables: adding to one would wait for the previous row whenever both are of the same category.
        var counts = new int[4 * 256];
        for (var row = 0; row < codes.Length; row++)
        {
            counts[((row & 3) << 8) + codes[row]]++;
        }

        return [.. Enumerable.Range(0, Table.Categories).Select(code => (double)counts[code] + counts[256 + code] + counts[512 + code] + counts[768 + code])];
    }
}
