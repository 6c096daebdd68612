namespace Mlops.Bench.Drift;

/// <summary>What each way took, of both tables together; <c>Monitor</c> profiles only the second, for the first one's profile is at hand.</summary>
internal sealed record Measurements(Time Exact1, Time Exact2, Time Profile1, Time Profile2, Time Monitor, Time Parse, Time ParseAndProfile);
