namespace Mlops.Bench.Drift;

/// <summary>The statistics of one column, to be held against pandas and scipy's of the same column.</summary>
internal readonly record struct Figures(double Psi, double Chi2, double JensenShannon, double Ks);
