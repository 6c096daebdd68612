namespace Mlops.Bench.Drift;

/// <summary>Milliseconds, the best of several runs: of both tables together.</summary>
internal sealed record Measurements(double Exact1, double Exact2, double Profile1, double Profile2, double Parse, double ParseAndProfile);
