namespace Mlops.Algorithm.Reporting;

/// <summary>Shares of two distributions over the same bins: what was, and what is.</summary>
internal sealed record Histogram(IReadOnlyList<string> Labels, IReadOnlyList<double> Reference, IReadOnlyList<double> Current)
{
    public double Largest => Math.Max(Reference.DefaultIfEmpty(0).Max(), Current.DefaultIfEmpty(0).Max());
}
